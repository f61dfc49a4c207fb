/* Which pages answer a question best: what a page is called counts more than its headings, and these more than its text. Words
   that most pages have count little, and what the list names for all that was typed comes before what only says it. */
"use strict";

self.MkRanking = (() => {
  const { mistyped } = self.mkWords;
  const PAGE_TITLE = 9;
  const HEADING = 4.5;
  const TAG = 5;
  const MOST_PAGES = 20;
  const FAINTEST = 0.03; // of the score of the first page: what is fainter is not shown
  const MOST_OF_A_PHRASE = 0.5; // of what its words say: a phrase of the list of which less was typed is another
  const WHOLE = 0.6; // how sure the list has to be of a page, not of a part of it, to lead to its beginning
  const SHARPNESS = 1.2; // how much less it says when some of what was typed is in no phrase
  const NAMED = 6; // times the best score: what the list names for all that was typed comes before what only says it
  const HALF_FULL = 1.2; // a word said so often counts half of what it can

  class MkRanking extends self.MkIndex {
    idea(typed, hits) {
      return { typed, hits, rarity: this.rarity(hits) };
    }

    /* The ideas in what somebody types: each a word, or several that stand for one thing. */
    ideas(words) {
      const left = new Set(words);
      const found = [];
      for (const { meant, words: phrase } of this.same) {
        const typed = phrase.map((word) => words.find((one) => this.means(one, word)));
        if (typed.includes(undefined)) continue; // of what stands for one thing, all has to be there
        const all = [this.hits(this.read.words(meant), 0.9), ...(typed.length > 1 ? [this.hitsOfPhrase(typed)] : [])];
        if (typed.length > 1) typed.forEach((one) => left.delete(one));
        found.push({ typed, hits: merged(all) });
      }
      for (const word of left) {
        const also = found.filter((one) => one.typed.length === 1 && one.typed[0] === word).map((one) => one.hits);
        const pair = this.known.has(word) ? null : this.parted(word);
        found.push({ typed: [word], own: true, hits: merged([this.hitsOfWords(this.meant(word)), ...also, ...(pair ? [this.hitsOfPhrase(pair)] : [])]) });
      }
      return found.filter((one) => one.own || one.typed.length > 1).map((one) => this.idea(one.typed.join(" "), one.hits));
    }

    /* The pages that answer, the best first, each with its sections. */
    search(query) {
      const all = this.read.words(query).map((word) => this.corrected(word));
      if (!all.length) return [];
      const words = [...new Set(this.meaningful(all.filter((word) => !this.mistypedIgnored(word))))];
      const ideas = this.ideas(words.length ? words : all);
      const pairs = all.slice(1).map((word, at) => this.idea("", this.hitsOfPhrase([all[at], word])));
      const pages = this.scored(ideas, pairs.filter((one) => one.hits.size));
      const best = Math.max(...[...pages.values()].map((one) => one.score));
      for (const [location, one] of pages) if (one.score < best * FAINTEST) pages.delete(location);
      this.pin(pages, words, all);
      return [...pages.values()].sort((a, b) => b.score - a.score).slice(0, MOST_PAGES);
    }

    mistypedIgnored(word) {
      return !this.known.has(word) && [...this.ignored].some((one) => mistyped(word, one));
    }

    scored(ideas, pairs) {
      const results = new Map();
      for (const idea of [...ideas, ...pairs])
        for (const [section, hit] of idea.hits) {
          const page = results.get(section.page) ?? { page: section.page, sections: new Map(), best: new Map() };
          results.set(section.page, page);
          const said = this.said(section, hit) * idea.rarity * (idea.typed ? 1 : 0.5);
          const part = page.sections.get(section) ?? { section, score: 0, words: new Set() };
          part.score += said;
          hit.words.forEach((word) => part.words.add(word));
          page.sections.set(section, part);
          page.best.set(idea, Math.max(page.best.get(idea) ?? 0, said));
        }
      const sought = ideas.reduce((sum, one) => sum + one.rarity, 0) || 1;
      for (const page of results.values()) page.score = this.ofPage(page, ideas, sought);
      return results;
    }

    said(section, hit) {
      const often = hit.text / (hit.text + HALF_FULL * (0.25 + (0.75 * section.length) / this.average));
      return hit.title * (section.isPage ? PAGE_TITLE : HEADING) + hit.tags * TAG + 2 * often;
    }

    /* What its parts say of each idea, and the best of them of all; less where ideas are missing. */
    ofPage(page, ideas, sought) {
      const had = ideas.filter((idea) => page.best.has(idea)).reduce((sum, idea) => sum + idea.rarity, 0) / sought;
      const each = [...page.best.values()].reduce((sum, one) => sum + one, 0);
      const together = Math.max(...[...page.sections.values()].map((one) => one.score));
      const boost = Math.max(...page.page.sections.map((one) => one.boost));
      return (each + together) * had ** 1.5 * boost ** 0.25 * this.titled(page.page, ideas);
    }

    /* A page whose whole title was typed comes first. */
    titled(page, ideas) {
      const title = page.words.filter((word) => !this.ignores(word) && !/^\d+$/.test(word));
      const own = page.sections.find((one) => one.isPage);
      if (!title.length || !own) return 1;
      const heads = ideas.map((idea) => idea.hits.get(own)).filter((hit) => hit?.title > 0.55);
      const named = title.filter((word) => heads.some((hit) => hit.words.has(word))).length / title.length;
      return 1 + (named * heads.length) / ideas.length;
    }

    /* The pages that the list names for what was typed: the more of it a phrase has, and the less it has besides, the surer. */
    pin(results, words, all) {
      const top = Math.max(1, ...[...results.values()].map((one) => one.score));
      const surest = new Map(); // of each page, for the list may name several of its parts
      for (const [meant, sure] of this.named(words, all).sort(([, one], [, other]) => one - other))
        for (const section of this.sections.filter((one) => leads(meant, one.doc.location))) {
          const page = results.get(section.page) ?? { page: section.page, sections: new Map(), score: 0 };
          const part = page.sections.get(section) ?? { section, score: 0, words: new Set() };
          page.sections.set(section, part);
          results.set(section.page, page);
          surest.set(page, sure);
          if (meant.includes("#") || sure > WHOLE) part.score = Math.max(...[...page.sections.values()].map((one) => one.score)) + sure;
        }
      for (const [page, sure] of surest) page.score += top * sure * NAMED;
      for (const page of results.values()) if (this.isNamed(page.page, words, all)) page.score += top * 2 * NAMED;
    }

    /* What the list names, each with how sure it is, from 0 to 1: how much of what was typed its phrases have, and how much
       of each of them was typed. */
    named(words, all) {
      const found = new Map();
      for (const [{ meant, words: phrase, weights, whole }, typed] of this.phrasesWith(all)) {
        const had = phrase.reduce((sum, word, at) => sum + weights[at] * Math.max(0, ...(typed.get(word)?.values() ?? [])), 0) / whole;
        if (had < MOST_OF_A_PHRASE) continue;
        const named = found.get(meant) ?? { sure: new Map(), most: 0 };
        found.set(meant, named);
        const now = new Map();
        for (const likes of typed.values()) for (const [one, like] of likes) now.set(one, Math.max(now.get(one) ?? 0, had ** 2 * like));
        for (const [one, like] of now) named.sure.set(one, Math.max(named.sure.get(one) ?? 0, like));
        named.most = Math.max(named.most, [...now.values()].reduce((sum, one) => sum + one, 0));
      }
      const whole = words.reduce((sum, one) => sum + this.weight(one), 0);
      return [...found].map(([meant, { sure, most }]) => {
        const share = words.reduce((sum, one) => sum + this.weight(one) * (sure.get(one) ?? 0), 0) / whole;
        return [meant, share ** SHARPNESS * (0.4 + (0.6 * most) / all.length)];
      });
    }

    /* The phrases of the list that have a word of what was typed: each of these words, with what it was typed as. */
    phrasesWith(all) {
      const found = new Map();
      for (const [word, phrases] of this.listed) {
        const likes = new Map(all.map((one) => [one, this.alike(one, word)]).filter(([, like]) => like));
        if (likes.size) for (const one of phrases) found.set(one, (found.get(one) ?? new Map()).set(word, likes));
      }
      return found;
    }

    /* Whether what was typed is what a page is called. */
    isNamed(page, words, all) {
      const title = this.meaningful(page.words).filter((word) => !/^\d+$/.test(word));
      return all.length <= page.words.length && title.length > 0 && title.length === words.length && title.every((word) => words.includes(word));
    }
  }

  const leads = (meant, location) => (meant.startsWith("#") ? location.endsWith(meant) : address(location) === meant);
  const address = (location) => location.replace(/(?:\/?index)?\.html(?=#|$)|\/(?=#|$)/, "");

  const merged = (all) => {
    const [first, ...others] = all;
    for (const hits of others)
      for (const [section, hit] of hits) {
        const had = first.get(section);
        if (!had) first.set(section, hit);
        else
          for (const field of ["title", "text", "tags"]) had[field] = Math.max(had[field], hit[field]);
        if (had) hit.words.forEach((word) => had.words.add(word));
      }
    return first;
  };

  return MkRanking;
})();

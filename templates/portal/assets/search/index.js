/* The index of the search: which words stand in which part of the portal, and which of them a typed word may mean. */
"use strict";

self.MkIndex = (() => {
  const { text, reader, mistyped, kin, stemmer } = self.mkWords;

  const SAYS_NOTHING = 0.3; // how much a word counts that the list ignores

  class MkIndex {
    constructor({ config, docs }) {
      this.read = reader(config.reading);
      const words = config.words ?? {};
      const parts = (list) => (list ?? []).flatMap(this.read.words); // as words are read
      this.stem = stemmer(parts(words.endings), parts(words.beginnings));
      this.ignored = new Set((words.ignore ?? []).flatMap(this.read.words).map(this.stem));
      this.same = this.phrases(words.same);
      this.pins = this.phrases(words.pages);
      this.concepts = this.standingFor(this.same);
      this.spelled = new Set([...this.same, ...this.pins].flatMap((one) => one.words));
      this.pages = new Map();
      this.known = new Map(); // every word: how often each section has it, in its title and in its text
      this.sections = docs.map((doc) => this.section(doc));
      this.likes = new Map(); // what was worked out for words that were typed before
      this.meanings = new Map();
      this.weights = new Map();
      this.stemmed = this.pagesOfStems();
      this.listed = this.listedWords();
      this.average = this.sections.reduce((sum, one) => sum + one.length, 0) / (this.sections.length || 1);
    }

    /* What people type, as words, with what it stands for. */
    phrases(list) {
      return Object.entries(list ?? {}).flatMap(([meant, typed]) =>
        typed.map((phrase) => ({ meant, words: this.read.words(phrase) })).filter((one) => one.words.length),
      );
    }

    /* Words that stand for others: by the stem of each, those of what it stands for. */
    standingFor(same) {
      const found = new Map();
      for (const { meant, words } of same) {
        const wanted = this.read.words(meant);
        if (words.length > 1 || wanted.length > 1) continue;
        const [from, to] = [this.stem(words[0]), this.stem(wanted[0])];
        for (const one of [from, to]) found.set(one, (found.get(one) ?? new Set()).add(to));
      }
      return found;
    }

    /* The words of the list for pages, each with the phrases that it is in. */
    listedWords() {
      const listed = new Map();
      for (const pin of this.pins) {
        pin.weights = pin.words.map((word) => (this.ignores(word) ? SAYS_NOTHING : this.rareness(this.having(word))));
        pin.whole = pin.weights.reduce((sum, one) => sum + one, 0);
        for (const word of pin.words) listed.set(word, (listed.get(word) ?? new Set()).add(pin));
      }
      return listed;
    }

    /* How many pages have a word, or what it stands for. */
    having(word) {
      const stem = this.stem(word);
      return Math.max(...[stem, ...(this.concepts.get(stem) ?? [])].map((one) => this.stemmed.get(one)?.size ?? 0));
    }

    /* The pages that have each stem. */
    pagesOfStems() {
      const pages = new Map();
      for (const [word, sections] of this.known) {
        const stem = this.stem(word);
        if (!pages.has(stem)) pages.set(stem, new Set());
        for (const section of sections.keys()) pages.get(stem).add(section.page);
      }
      return pages;
    }

    ignores(word) {
      return this.ignored.has(this.stem(word));
    }

    meaningful(words) {
      const kept = words.filter((word) => !this.ignores(word));
      return kept.length ? kept : words;
    }

    section(doc) {
      const [location] = doc.location.split("#");
      const title = text(doc.title);
      const said = text(doc.text);
      const isPage = doc.location === location;
      if (!this.pages.has(location)) this.pages.set(location, { location, sections: [], words: [] });
      const page = this.pages.get(location);
      const made = { doc, page, isPage, title, said, boost: doc.boost ?? 1, heads: this.read.words(title) };
      const words = this.read.words(said);
      made.length = words.length + 1;
      made.line = ` ${made.heads.join(" ")} | ${words.join(" ")} `;
      page.sections.push(made);
      if (isPage) page.words = made.heads;
      for (const word of made.heads) this.count(word, made, "title");
      for (const word of words) this.count(word, made, "text");
      for (const word of (doc.tags ?? []).flatMap(this.read.words)) this.count(word, made, "tags");
      return made;
    }

    count(word, section, field) {
      if (!this.known.has(word)) this.known.set(word, new Map());
      const found = this.known.get(word);
      if (!found.has(section)) found.set(section, { title: 0, text: 0, tags: 0 });
      found.get(section)[field] += 1;
    }

    /* The words of the index that a typed word may mean, each with how surely. What others go on with is meant less. */
    meant(typed) {
      if (this.meanings.has(typed)) return this.meanings.get(typed);
      const found = new Map();
      this.meanings.set(typed, found);
      if (this.known.has(typed)) found.set(typed, 1);
      const stem = this.stem(typed);
      for (const word of this.known.keys()) {
        if (word === typed) continue;
        if (this.stem(word) === stem) found.set(word, 0.95);
        else if (typed.length > 1 && word.startsWith(typed)) found.set(word, surer(word.length - typed.length));
        else if (kin(typed, word)) found.set(word, surer(Math.abs(word.length - typed.length) + 1));
      }
      if (!this.known.has(typed)) this.guess(typed, found);
      return found;
    }

    /* A word that nobody wrote: mistyped, inside of others, or with the beginning of one mistyped. */
    guess(typed, found) {
      const surest = Math.max(0, ...found.values());
      const corrected = [];
      for (const word of this.known.keys()) {
        if (found.has(word)) continue;
        if (mistyped(typed, word)) corrected.push(word);
        else if (surest === 0 && typed.length > 1 && word.includes(typed)) found.set(word, 0.5);
        else if (surest === 0 && typed.length > 4 && beginsMistyped(typed, word)) found.set(word, 0.4);
      }
      for (const right of corrected)
        for (const [word, sure] of this.meant(right)) found.set(word, Math.max(found.get(word) ?? 0, 0.8 * sure));
      if (!found.size && typed.length > 7)
        for (const word of this.known.keys()) if (twiceMistyped(typed, word)) found.set(word, 0.4);
    }

    /* Two words written as one: the two, where the index has both. */
    parted(typed) {
      for (let end = typed.length - 1; end > 0; end -= 1) {
        const [first, rest] = [typed.slice(0, end), typed.slice(end)];
        if (this.known.has(first) && (this.known.has(rest) || (rest.length > 2 && this.begun(rest)))) return [first, rest];
      }
      return null;
    }

    begun(start) {
      for (const word of this.known.keys()) if (word.startsWith(start)) return true;
      return false;
    }

    /* Where words stand, each as surely as it is meant. */
    hitsOfWords(meant, weight = 1) {
      const hits = new Map();
      for (const [word, sure] of meant)
        for (const [section, counts] of this.known.get(word) ?? []) {
          const hit = hits.get(section) ?? { title: 0, text: 0, tags: 0, words: new Set() };
          hit.title = Math.max(hit.title, counts.title ? sure * weight : 0);
          hit.tags = Math.max(hit.tags, counts.tags ? sure * weight : 0);
          hit.text += counts.text * sure * weight;
          hits.set(section, hit);
          hit.words.add(word);
        }
      return hits;
    }

    /* Where these words stand side by side. */
    hitsOfPhrase(words, weight = 1) {
      const hits = new Map();
      const phrase = ` ${words.join(" ")} `;
      for (const section of this.havingAll(words)) {
        const times = section.line.split(phrase).length - 1;
        if (!times) continue;
        const title = section.line.indexOf(phrase) < section.line.indexOf(" | ");
        hits.set(section, { title: title ? weight : 0, text: (times - title) * weight, tags: 0, words: new Set(words) });
      }
      return hits;
    }

    havingAll(words) {
      const [rarest, ...others] = words.map((word) => this.known.get(word) ?? new Map()).sort((a, b) => a.size - b.size);
      return [...rarest.keys()].filter((section) => others.every((one) => one.has(section)));
    }

    hits(phrase, weight) {
      return phrase.length > 1 ? this.hitsOfPhrase(phrase, weight) : this.hitsOfWords(this.meant(phrase[0]), weight);
    }

    /* How much it says that a page has it. */
    rarity(hits) {
      const pages = new Map();
      for (const [section, hit] of hits) {
        const sure = Math.min(1, Math.max(hit.title, hit.text, hit.tags));
        pages.set(section.page, Math.max(pages.get(section.page) ?? 0, sure));
      }
      return this.rareness([...pages.values()].reduce((sum, one) => sum + one, 0));
    }

    rareness(having) {
      return Math.log(1 + (this.pages.size - having + 0.5) / (having + 0.5));
    }

    /* How much a word says, of those that say nothing a little. */
    weight(word) {
      if (!this.weights.has(word))
        this.weights.set(word, this.ignores(word) ? SAYS_NOTHING : 0.1 + Math.min(this.rarity(this.hitsOfWords(this.meant(word))), this.rareness(this.having(word))));
      return this.weights.get(word);
    }

    /* How surely a typed word is one of the list, from 0 to 1. What is spelled as another word is not mistyped. */
    alike(typed, word) {
      if (!this.likes.has(typed)) this.likes.set(typed, new Map());
      const known = this.likes.get(typed);
      if (!known.has(word)) known.set(word, this.likeness(typed, word));
      return known.get(word);
    }

    likeness(typed, word) {
      if (typed === word) return 1;
      if (this.stem(typed) === this.stem(word)) return 0.97;
      if (this.standsFor(typed, word)) return 0.85;
      if (this.isUnknown(typed) && mistyped(typed, word)) return 1;
      return kin(typed, word) ? 0.7 : 0;
    }

    /* Whether one word of the list stands for the other, or both for a third. */
    standsFor(typed, word) {
      const [from, to] = [typed, word].map((one) => this.concepts.get(this.stem(one)));
      return Boolean(from && to && [...from].some((one) => to.has(one)));
    }

    /* Whether a typed word is a form of another, or it mistyped. */
    means(typed, word) {
      return typed === word || this.stem(typed) === this.stem(word) || kin(typed, word) || (this.isUnknown(typed) && mistyped(typed, word));
    }

    /* A word with one letter wrong that can only be one other, as it is spelled. */
    corrected(typed) {
      if (!this.isUnknown(typed) || this.begun(typed)) return typed;
      const right = [...this.known.keys(), ...this.spelled].filter((word) => mistyped(typed, word));
      return new Set(right.map(this.stem)).size === 1 ? right.reduce((one, other) => (other.length < one.length ? other : one)) : typed;
    }

    isUnknown(typed) {
      return !this.spelled.has(typed) && !this.known.has(typed);
    }
  }

  const surer = (letters) => [1, 0.9, 0.85, 0.7][letters] ?? 0.5;
  const beginsMistyped = (typed, word) =>
    word.length > typed.length && [-1, 0, 1].some((more) => mistyped(typed, word.slice(0, typed.length + more)));
  const twiceMistyped = (typed, word) =>
    Math.abs(typed.length - word.length) < 3 &&
    [...typed].some((_letter, at) => mistyped(typed.slice(0, at) + typed.slice(at + 1), word));

  return MkIndex;
})();

/* Words as the search reads them, in texts and in what people type: without accents, apostrophes and signs; and words that
   are nearly the same. */
"use strict";

self.mkWords = (() => {
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ", ة: "ه", ى: "ي", ی: "ي", ک: "ك" };
  const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#34;": '"', "&#39;": "'" };
  const BETWEEN = String.raw`[\s\-–—/,()\[\]{}"“”„«»|=:…·]`;
  const NO_SPACES = String.raw`[\u3040-\u30ff\u3400-\u9fff]`; // scripts of which each letter counts as a word

  const digit = (one) => {
    const code = one.codePointAt(0);
    return (code - (code >= 0x966 && code < 0xd70 ? 6 : 0)) & 15;
  };

  /* HTML as text. Where two elements stand side by side without a space, one word ends and the next begins. */
  const text = (html) =>
    html
      .replace(/<[^>]*>/g, " ")
      .replace(/&(?:amp|lt|gt|quot|#34|#39);/g, (one) => ENTITIES[one])
      .replace(/([\p{Ll}\p{N}])(\p{Lu}\p{Ll})/gu, "$1 $2")
      .replace(/\s+/g, " ")
      .trim();

  /* How a language is read: with `digraphs`, `ue` is `u`, as is `ü`; with `elision`, a word ends at an apostrophe; with
     `rings`, `aa` is `a`, as is `å`. */
  const reader = ({ digraphs = false, elision = false, rings = false } = {}) => {
    const parts = new RegExp(`(?:(?!${BETWEEN}${elision ? "|['’ʼ]" : ""})(?!${NO_SPACES}).)+|${NO_SPACES}`, "gu");
    const plain = (typed) =>
      typed
        .toLowerCase()
        .normalize("NFKD")
        .replace(/[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g, "")
        .normalize("NFKC")
        .replace(/[ßæœøłđðþıςةىیک]/g, (one) => LETTERS[one])
        .replace(/[\u0660-\u0e59]/g, (one) => (/\p{Nd}/u.test(one) ? digit(one) : one))
        .replace(/([aou])e/g, digraphs ? "$1" : "$&")
        .replaceAll("aa", rings ? "a" : "aa")
        .replace(/[^\p{L}\p{N}\p{M}]/gu, "");
    const wide = (typed) => typed.normalize("NFC").replace(/[\uff01-\uff9f]+/g, (one) => one.normalize("NFKC"));
    /* Each word of a text with its place in it. */
    const places = (shown) =>
      [...shown.matchAll(parts)].map((one) => ({ word: plain(one[0]), at: one.index, to: one.index + one[0].length }));
    const words = (typed) => places(wide(typed)).map((one) => one.word).filter(Boolean);
    return { places, words, wide };
  };

  /* Whether one letter is wrong, missing or too many, or two are swapped. */
  const mistyped = (typed, word) => {
    const [long, short] = typed.length < word.length ? [word, typed] : [typed, word];
    if (short.length < 3 || long.length < 4 || long.length - short.length > 1) return false;
    let from = 0;
    while (from < short.length && long[from] === short[from]) from += 1;
    if (long.length > short.length) return long.slice(from + 1) === short.slice(from);
    if (long.slice(from + 1) === short.slice(from + 1)) return true;
    const swapped = long[from] === short[from + 1] && long[from + 1] === short[from];
    return swapped && long.slice(from + 2) === short.slice(from + 2);
  };

  /* Whether two words are forms of one: cancel, cancels, cancelled. It knows no language, so endings are short. */
  const kin = (one, other) => {
    let same = 0;
    while (same < one.length && one[same] === other[same]) same += 1;
    const [short, long] = [one.length - same, other.length - same].sort((a, b) => a - b);
    return same >= 4 && long <= 4 && (short === 0 || (same >= 5 && short <= 3)) && same >= 0.6 * (same + long);
  };

  /* Whether so much of a word is left that it says something: in Latin letters with a vowel, in others three of them. */
  const saysMuch = (left) => (/[a-z]/.test(left) ? /.[aeiouy]|[aeiouy]../.test(left) : left.length > 2);

  /* Words without the endings and beginnings that their language has: plan for plans, planned and planning. */
  const stemmer = (endings = [], beginnings = []) => {
    const longest = [...endings].sort((a, b) => b.length - a.length);
    const first = [...beginnings].sort((a, b) => b.length - a.length);
    const stems = new Map();
    const cut = (whole) => {
      const beginning = first.find((one) => whole.startsWith(one) && saysMuch(whole.slice(one.length))) ?? "";
      const word = whole.slice(beginning.length);
      const ending = longest.find((one) => word.endsWith(one) && saysMuch(word.slice(0, -one.length)));
      const left = ending ? word.slice(0, -ending.length) : word;
      return left.replace(/(..)e$/, "$1").replace(/([^aeiou])\1$/, "$1").replace(/(.)y$/, "$1i");
    };
    return (word) => {
      if (!stems.has(word)) stems.set(word, longest.length || first.length ? cut(word) : word);
      return stems.get(word);
    };
  };

  return { text, reader, mistyped, kin, stemmer };
})();

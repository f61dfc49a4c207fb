"""The search of a portal: words are found however they are written, with or without accents, apostrophes and the signs beside them."""

from __future__ import annotations

import json
import re
from pathlib import Path

from mentorkit.language.foreign_parts import unmarked

_FOLDING = r"""self.mkSearch = (() => {
  const letters = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ", ة: "ه", ى: "ي", ی: "ي", ک: "ك" };
  const digit = (one) => {
    const code = one.codePointAt(0);
    return (code - (code >= 0x966 && code < 0xd70 ? 6 : 0)) & 15;
  };
  const plain = (text) =>
    text
      .toLowerCase()
      .normalize("NFKD")
      .replace(/[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g, "")
      .normalize("NFKC")
      .replace(/[ßæœøłđðþıςةىیک]/g, (one) => letters[one])
      .replace(/[\u0660-\u0e59]/g, (one) => (/\p{Nd}/u.test(one) ? digit(one) : one))
      .replace(/([aou])e/g, DIGRAPH);
  const near = (term, known) => {
    const words = Object.keys(known);
    if (!/^[\p{L}\p{N}\p{M}]{2,}$/u.test(term) || words.some((word) => word.startsWith(term))) return term;
    if (words.some((word) => word.includes(term))) return `*${term}`;
    for (let end = term.length - 1; end > 0; end -= 1) {
      const [first, rest] = [term.slice(0, end), term.slice(end)];
      if (known[first] && (known[rest] || (end < term.length - 2 && words.some((word) => word.startsWith(rest)))))
        return `${first} ${rest}`;
    }
    return term;
  };
  return {
    word: (text) => plain(text).replace(/&(?:amp|lt|gt|quot|#\d+);|[^\p{L}\p{N}\p{M}]/gu, "") || text,
    query: (text, known) => {
      const typed = plain(text)
        .replace(/['’‘ʼ`´]/g, self.lunr.tokenizer.separator.test("’") ? " " : "")
        .replace(/([\p{L}\p{N}])&(?=[\p{L}\p{N}])/gu, "$1")
        .replace(/(\S)\+/g, "$1 ")
        .replace(/[&–—/,()[\]{}“”„«»|=…^~]/g, " ")
        .replace(/[.;!?@#%_⁄]/g, "");
      return typed.includes('"') ? typed : typed.split(/\s+/).map((term) => near(term, known)).join(" ");
    },
  };
})();
"""
"""What the script that searches makes of words, of those in the index and of those that are typed.

Accents, vowel signs of Arabic and Hebrew, and all that is neither letter nor number are left out. `&` stands in the index as HTML.
A word that begins none in the index is looked for inside of words, as in compounds and where no spaces are written, and
then as two words, as those with a hyphen are in the index.
"""
_IN_THE_SCRIPT = (
    (
        r"new lunr\.Token\((\w+\.slice\(\w+,\w+\)|\w+\[\w+\])\.toLowerCase\(\)",
        r"new lunr.Token(self.mkSearch.word(\1)",
        2,
    ),
    (r"(\bsearch\((\w+)\)\{if\()(?=\2=\2\.replace)", r"\1\2=self.mkSearch.query(\2,this.index.invertedIndex),", 1),
)
"""The places of the theme's script where words come in, what stands there instead, and how many of them there are."""
_BETWEEN_WORDS = r"""[–—/,()\[\]{}"“”„«»|=:…]+|(?=[\u3040-\u30ff\u3400-\u9fff])"""
"""What words end at besides what the theme has: signs, and each letter of a script that writes no spaces."""
_ELISION = ("ca", "fr", "it")
"""Languages in which an apostrophe stands between two words."""


_KEEPS_E = ("fr", "nl", "pt", "es", "it", "ca", "ro", "la")
"""Languages in which `ae`, `oe` and `ue` are no other way to write one letter."""
_WITHOUT_STOP_WORDS = ("ar",)
"""Languages whose list of words that are not worth a search holds some that are, such as the one for “meeting”."""


def mend_search(site: Path) -> None:
    """Let the search of a built site find words as people type them."""
    for index in site.glob("search/search_index.json"):
        held = json.loads(index.read_text("utf-8"))
        config = held["config"]
        for script in site.glob("assets/javascripts/workers/search.*.js"):
            digraphs = not set(config["lang"]) & set(_KEEPS_E)
            script.write_text(folded(script.read_text("utf-8"), digraphs=digraphs), "utf-8")
        if set(config["lang"]) & set(_WITHOUT_STOP_WORDS):
            config["pipeline"] = []
        apostrophe = "|['’ʼ]" if set(config["lang"]) & set(_ELISION) else ""
        config["separator"] = f"(?:{config['separator']})|{_BETWEEN_WORDS}{apostrophe}"
        index.write_text(unmarked(json.dumps(held, ensure_ascii=False, separators=(",", ":"))), "utf-8")


def folded(script: str, *, digraphs: bool = True) -> str:
    """The theme's script with our reading of words. Where another version of it has other places, it is left as it is.

    With `digraphs`, `ue` is read as `u`, as is `ü`: Mueller and Müller are one name.
    """
    made = script
    for place, instead, number in _IN_THE_SCRIPT:
        made, found = re.subn(place, instead, made)
        if found != number:
            return script
    return _FOLDING.replace("DIGRAPH", '"$1"' if digraphs else '"$&"') + made

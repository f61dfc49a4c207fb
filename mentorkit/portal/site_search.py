"""The search of a portal: words are found however they are written, with or without accents, apostrophes and the signs beside them."""

from __future__ import annotations

import json
import re
from pathlib import Path

_FOLDING = r"""self.mkSearch = (() => {
  const letters = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ" };
  const plain = (text) =>
    text
      .toLowerCase()
      .normalize("NFD")
      .replace(/[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g, "")
      .normalize("NFC")
      .replace(/[ßæœøłđðþıς]/g, (one) => letters[one]);
  return {
    word: (text) => plain(text).replace(/&(?:amp|lt|gt|quot|#\d+);|[^\p{L}\p{N}\p{M}]/gu, "") || text,
    query: (text) =>
      plain(text)
        .replace(/['’‘ʼ`´]/g, self.lunr.tokenizer.separator.test("’") ? " " : "")
        .replace(/([\p{L}\p{N}])&(?=[\p{L}\p{N}])/gu, "$1")
        .replace(/[&–—/,()[\]{}“”„«»|=…]/g, " ")
        .replace(/[.;!?@#%_]/g, ""),
  };
})();
"""
"""What the script that searches makes of words, of those in the index and of those that are typed.

Accents, vowel signs of Arabic and Hebrew, and all that is neither letter nor number are left out. `&` stands in the index as HTML.
"""
_IN_THE_SCRIPT = (
    (
        r"new lunr\.Token\((\w+\.slice\(\w+,\w+\)|\w+\[\w+\])\.toLowerCase\(\)",
        r"new lunr.Token(self.mkSearch.word(\1)",
        2,
    ),
    (r"(\bsearch\((\w+)\)\{if\()(?=\2=\2\.replace)", r"\1\2=self.mkSearch.query(\2),", 1),
)
"""The places of the theme's script where words come in, what stands there instead, and how many of them there are."""
_BETWEEN_WORDS = r"""[–—/,()\[\]{}"“”„«»|=:…]+|(?=[\u3040-\u30ff\u3400-\u9fff])"""
"""What words end at besides what the theme has: signs, and each letter of a script that writes no spaces."""
_ELISION = ("ca", "fr", "it")
"""Languages in which an apostrophe stands between two words."""


def mend_search(site: Path) -> None:
    """Let the search of a built site find words as people type them."""
    for script in site.glob("assets/javascripts/workers/search.*.js"):
        script.write_text(folded(script.read_text("utf-8")), "utf-8")
    for index in site.glob("search/search_index.json"):
        held = json.loads(index.read_text("utf-8"))
        config = held["config"]
        apostrophe = "|['’ʼ]" if set(config["lang"]) & set(_ELISION) else ""
        config["separator"] = f"(?:{config['separator']})|{_BETWEEN_WORDS}{apostrophe}"
        index.write_text(json.dumps(held, ensure_ascii=False, separators=(",", ":")), "utf-8")


def folded(script: str) -> str:
    """The theme's script with our reading of words. Where another version of it has other places, it is left as it is."""
    made = script
    for place, instead, number in _IN_THE_SCRIPT:
        made, found = re.subn(place, instead, made)
        if found != number:
            return script
    return _FOLDING + made

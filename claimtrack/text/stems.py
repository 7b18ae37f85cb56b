"""What an English word shares with its inflections. Stems are for comparing, never for showing."""

from __future__ import annotations

_ENDINGS = (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"))


def stem(word: str) -> str:
    """``word``, in lower case, without its ending: "reported" and "reports" give "report"."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending) + instead
    if len(word) > 5 and word.endswith("ing"):
        return _bare(word[:-3])
    if len(word) > 4 and word.endswith("ed"):
        return _bare(word[:-2])
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) and word != "news":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


def _bare(stem: str) -> str:
    """The stem before -ed and -ing: a doubled last letter and a silent e go."""
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    return stem.removesuffix("e") if len(stem) > 4 else stem

r"""Digits that are part of a name: times, dates, terms, chapters, rooms, versions, addresses, ordinals, numbers of
lists.

Each rule is a pattern for a whole name, in English, German, French or Spanish; some stand in
``names_of_more_languages``. A pattern asks for what only a name has,
a noun before it or a form of its own, so that a result that somebody typed ("test 93", "fell to 12.03", "Python 10
times
slower") is not taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from deckwright.checking.counted_nouns import NUMBERED, NUMBERED_WITHIN, PLURALS, SHORT_FORMS, words_of
from deckwright.checking.names_of_more_languages import PATTERNS as OF_MORE_LANGUAGES

_AND = r"(?:,\s+|\s+(?:and|or|to|through|und|oder|bis|et|ou|à|y|e|hasta)\s+|\s*[-–&]\s*)"
_NO_MEASURE = (  # what follows a name's number: nothing that would make a figure of it
    r"(?![\w%.,×]*\d)(?!\s*(?:%|％|٪|‰|×|x\b|times\b|mal\b|fois\b|veces\b|percent|Prozent|pour\s?cent|por\s?ciento"
    r"|[mµn]?s\b|sec|min\b|[kMGT]B\b|million|billion|Mio|steps\b|epochs\b|lines\b|points\b|units\b|neurons\b|images\b|examples\b|parameters\b))"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mrz|Okt|Dez)\b\.?"
    r"|Januar|Jänner|Februar|März|Mai|Juni|Juli|Oktober|Dezember"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
_WEEKDAY = (
    r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Satur|Sun)(?:day)?|Mo|Di|Mi|Do|Fr|Sa|So|Montag|Dienstag|Mittwoch"
    r"|Donnerstag|Freitag|Samstag|Sonntag"
)
_CLOCK = r"(?:[01]?\d|2[0-4])"
_SEASON = (
    r"(?:WS|SS|WiSe|SoSe|HS|FS|(?:Winter|Sommer|Herbst|Frühlings|Frühjahrs)semester|[Ww]inter|[Ss]ummer|[Ss]pring|[Ff]all"
    r"|[Aa]utumn|Herbst|Frühling|Frühjahr|Sommer|[Aa]utomne|[Hh]iver|[Pp]rintemps|[Ée]té|[Oo]toño|[Ii]nvierno|[Pp]rimavera"
    r"|[Vv]erano|[Tt]erm|[Ss]emest(?:er|re)|[Tt]rimest(?:er|re)|[Aa]cademic year|[Ss]chool year|Studienjahr|Schuljahr"
    r"|[Aa]nnée(?: universitaire)?|[Cc]urso|[Aa]ño académico|[Cc]lass "
    r"of|Jahrgang|[Pp]romotion|[Ee]dition|Stand|©|Copyright"
    r"|Q[1-4]|H[12]|S[12])"
)

# software and standards that are followed by a version or a number of any kind
_VERSIONED = """Python PyPy Java Julia Ruby PHP Perl Scala Kotlin Swift Fortran MATLAB Octave CUDA cuDNN ROCm
PyTorch TensorFlow JAX Keras NumPy SciPy pandas Pandas scikit-learn sklearn Matplotlib Manim Jupyter JupyterLab
Anaconda conda pip Docker Kubernetes Ubuntu Debian Fedora Linux Windows macOS iOS Android Office Excel PowerPoint
LibreOffice Quarto pandoc Django Flask React Angular Vue Node.js RTX GTX Radeon USB-C Gen JPEG HTTP HTML CSS TLS USB
Bluetooth Wi-Fi PCIe HDMI Unicode OpenGL Vulkan OpenCL C++ ISO IEC IEEE RFC PEP DIN ANSI NIST Apache GPL LGPL
CC\\sBY CC\\sBY-SA CC\\sBY-NC CC\\sBY-NC-SA Web Industry Industrie iPhone iPad Pixel PlayStation Xbox Raspberry\\sPi
Boeing Airbus Apollo Voyager Saturn Formula Formel Formule Fórmula Route Catch World\\sWar""".split()
# course numbers: "CS 229", "MIT 6.036"
_DEPARTMENTS = "CS CSE CSCI ECE EE EECS MATH STAT STATS PHYS COMP CIS COS MIT INF".split()
# models with a generation after their name, of one digit: "Llama 3", "GPT 3.5"; and those that are named by their depth
_GENERATIONS = """GPT ChatGPT Llama LLaMA Gemini Gemma Claude Qwen Mistral DeepSeek Grok Phi YOLO DINO SAM Inception
DALL·E
DALL-E Stable\\sDiffusion Midjourney Sora AlphaFold Whisper Imagen""".split()
_DEPTHS = {"ResNet": "18|34|50|101|152|200", "VGG": "11|13|16|19", "DenseNet": "121|161|169|201"}

_MEETINGS = """NeurIPS NIPS ICML ICLR CVPR ECCV ICCV ACL EMNLP NAACL AAAI IJCAI KDD SIGGRAPH Interspeech ICASSP ICRA
IROS COLT UAI AISTATS MICCAI WMT ImageNet ILSVRC""".split()

_ENDINGS = (
    "com|org|net|edu|gov|int|eu|de|at|ch|fr|es|it|uk|io|ai|dev|info|app|py|ipynb|csv|tsv|json|ya?ml|toml|md|txt|pdf"
)
_FILES = "pptx?|docx?|xlsx?|png|jpe?g|svg|gif|mp[34]|zip|gz|h5|npy|npz|pt|pth|onnx|html?|js|c|cpp|tex|log"


def _any(words: Iterable[str]) -> str:
    return "|".join(word if "\\" in word else re.escape(word) for word in words)


def _numbers(one: str) -> str:
    """One number, or several: "1", "1 and 2", "1–3"."""
    return rf"\(?{one}\)?(?:{_AND}\(?{one}\)?)*"


_WHOLE, _WITHIN, _SECTION = (
    _numbers(r"\d+[a-z]?"),
    _numbers(r"\d+(?:\.\d+)*[a-z]?"),
    _numbers(r"[A-Z]?\d+(?:\.\d+)*[a-z]?"),
)
_BY_DEPTH = "|".join(rf"{name}\s(?:{depths})" for name, depths in _DEPTHS.items())

_PATTERNS = (
    # chapters, sections, figures, layers
    rf"(?i:\b(?:{_any(words_of(NUMBERED_WITHIN))}){PLURALS})\s+{_SECTION}{_NO_MEASURE}",
    rf"(?i:\b(?:{_any(words_of(NUMBERED))}){PLURALS})\s+{_WHOLE}{_NO_MEASURE}",
    rf"\b(?:{_any(SHORT_FORMS.split())})\.\s?{_WITHIN}{_NO_MEASURE}",
    r"(?:§+|#|[Nn]r\.?|[Nn]\.?[°º])\s?\d+(?:\.\d+)*[a-z]?",
    r"\b\d+\s?[×x]\s?\d+[\s-](?=[Cc]onvolution|[Cc]onv\b|kernel|filter|pooling|window|Faltung|Filter|noyau|núcleo)",
    # rooms and telephones
    r"\b(?i:rooms?|office|hall|Zimmer|Büro|bureau|despacho|Räume|Raum|Hörsaal|salle|amphi|aula|sala|building|Gebäude"
    r"|кабинет|аудитория|ауд\.|zaal|lokaal|derslik|αίθουσα)\s+(?:[A-Z]+\s?)?[\w.-]*\d[\w.-]*+(?!\s*[%％٪])",
    r"\b(?i:tel|tél|phone|telephone|telefon|teléfono|téléphone|mobile|fax|fon|ext|extension)\b\.?\s?:?\s*[+\d(][\d\s()/.-]*\d",
    r"\+\d[\d\s()/-]{6,}\d",
    # addresses: of the web, of mail, of files, of papers and books, of streets
    r"(?:https?://|www\.)\S+",
    rf"\b[\w-]+(?:\.[\w-]+)*\.(?:{_ENDINGS}|{_FILES})\b(?:/\S*)?",
    r"\b[\w.+-]+@[\w.-]+",
    r"\b10\.\d{4,9}/\S+",
    r"(?i:\barxiv:?\s?)\d{4}\.\d{4,5}(?:v\d+)?",
    r"\bISSN[:\s]*\d{4}-\d{3}[\dXx]\b",
    r"\bISBN[:\s-]*(?:1[03]:?)?\s?[\dXx][\dXx\s-]+[\dXx]",
    r"\w*(?:[Ss]traße|[Ss]trasse|[Ss]tr\.|gasse|weg|platz|allee)\s+\d+[a-z]?\b",
    r"\b\d+,?\s+(?:rue|avenue|boulevard)\b",
    # times of day
    rf"\b{_CLOCK}:[0-5]\d(?::[0-5]\d)?\b",
    rf"\b{_CLOCK}(?:[.:][0-5]\d)?(?:\s*[-–]\s*{_CLOCK}(?:[.:][0-5]\d)?)?\s?(?:Uhr\b(?:\s+[0-5]?\d\b)?|o[’']clock)",
    rf"\b{_CLOCK}(?:[-–]{_CLOCK})?\s?(?:[ap]m\b|[ap]\.m\.|AM\b|PM\b)",
    rf"\b{_CLOCK}\s?h\s?[0-5]\d\b|(?<=\bà ){_CLOCK}\s?h\b|(?<=\blas ){_CLOCK}\b(?!\s*%)",
    # dates and terms
    rf"\b{_YEAR}-[01]\d(?:-[0-3]\d)?\b",
    rf"\b\d\d?([./-])\d\d?\1(?:{_YEAR}|\d\d)\b(?!\.\d)",
    rf"\b(?:am|vom|den|{_WEEKDAY})[.,]?\s+{_DAY}\.(?:0?[1-9]|1[0-2])\.(?!\d)",
    rf"\b{_DAY}(?:st|nd|rd|th|\.|er|º)?(?:\s*[-–]\s*{_DAY}(?:st|nd|rd|th|\.)?)?\s+(?:de\s+|of\s+)?{_MONTH}"
    rf"(?:(?:,|\s+del?)?\s+'?{_YEAR})?(?!\w)",
    rf"\b{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?(?:\s*[-–]\s*{_DAY}(?:st|nd|rd|th)?)?(?:,?\s+{_YEAR})?\b{_NO_MEASURE}",
    rf"\b{_MONTH}\s+(?:del?\s+)?{_YEAR}\b",
    rf"(?<!\w){_SEASON}\s+(?:{_YEAR}(?:\s?[/–-]\s?(?:20)?\d\d)?|['’]?\d\d\s?/\s?\d\d|['’]\d\d)\b",
    r"\b(?:WS|SS|WiSe|SoSe|HS|FS|WT|ST)\s?'?\d\d(?:\s?[/–-]\s?\d\d)?\b",
    rf"\b{_YEAR}([/.])\d\d?\1\d\d?\b|\b{_YEAR}\s?/\s?(?:20)?\d\d\b(?![\d%])",
    rf"\b(?:{_any(_MEETINGS)})[\s-]?(?:{_YEAR}|['’]\d\d)\b",
    r"\b(?:1\d|2[01])(?:st|nd|rd|th)[\s-]centur(?:y|ies)\b",
    r"\b(?:KW|CW|Kalenderwoche)\s?\d\d?\b",
    r"(?:\b[Tt]he|\b[Ee]arly|\b[Mm]id|\b[Ll]ate)[\s-](?:19|20)?\d0s\b|\b(?:19|20)\d0s\b|['’]\d0s\b",
    r"(?<!in )(?<!for )(?<!about )(?<!after )(?<!within )(?<!takes )(?<!took )(?<!of )\b[2-9]0s\s+(?=[a-z])",
    r"\b(?:19|20)?\d0er(?:n|-?[Jj]ahren?)?\b|\b(?:années|años)\s+(?:19|20)?\d0\b",
    # versions and names
    r"(?<![\w.])v\d+(?:\.\d+)*\w*|\b(?!\d{1,3}(?:\.\d{3})+\b)\d+\.\d+\.\d+(?:\.\d+)*(?:[abc]|rc|dev|post)?\d*\b",
    rf"(?<!\w)(?:{_any(_VERSIONED)})\s(?:[A-Z]+\s)?[1-9]\d*(?:\.\d+)*[a-z]?{_NO_MEASURE}",
    rf"\b(?:{_any(_DEPARTMENTS)})\s\d[\w.]*\d[A-Za-z]?{_NO_MEASURE}|\b(?:Math|Physics|Chem|Bio)\s[1-4]\d\d[A-Z]?\b",
    rf"\b(?:{_any(_GENERATIONS)})[\s-][1-9](?:\.\d)?[a-z]?\b(?:\s\d+(?:\.\d+)?[BM]\b)?{_NO_MEASURE}",
    r"\bC\+\+\d\d\b|\bViT-\w+/\d\d\b|\bHTTP/\d(?:\.\d)?\b|(?<!\w)[¹²³⁰⁴-⁹]+[A-Z][a-z]?\b",
    r"\b(?:16:9|16:10|21:9)\b|\b4:3(?=[\s-](?:format|slides?|screens?|aspect|display|Format|Folien|Bildschirm))",
    rf"\b(?:{_BY_DEPTH})\b{_NO_MEASURE}",
    r"\b[A-Z]\.\d{3}\b|\b802\.11\w*|\b24/7\b|\b[Tt]op[\s-]\d+\b(?!\s*%)|\b\d{1,3}-bit\b|\b(?:480|720|1080|1440|2160)p\b",
    r"\b[2-6]G\b|\b\d-(?:[Gg]ramm?e?s?|[Nn]orm|NN|[Tt]uples?)\b",
    # ordinals and numbers of lists
    r"\b\d{1,2}(?:te[nrs]?|ste[nrs]?|er|ère|re|e|ème|nde?|[ºª]|\.[ºªo]|\.er)s?\b(?![-–.]?\d)",
    r"(?:\b(?:der|die|das|dem|den|des|im|am|vom|zum|zur|beim|jede[mnrs]?|unser[emnrs]*)\s)\d{1,2}\.(?=\s+[A-ZÄÖÜ])",
    r"\b\d{1,2}\.(?=\s+(?:Semester|Jahrhunderts?|Kapitel|Schritt|Schicht|Auflage|Teil|Klasse|Stock|Etage)\b)",
    r"^\s*\(?\d{1,2}[.)](?=\s)",
    r"\d\ufe0f?\u20e3",  # keycaps
    *OF_MORE_LANGUAGES,
)
_NAMES = tuple(re.compile(pattern) for pattern in _PATTERNS)
_IN_A_ROW = re.compile(r"(?<!\w)\(?(\d{1,2})\)(?=\s+\w)")  # (1) one thing, (2) another


def names_with_digits(text: str) -> Iterator[tuple[int, int]]:
    """Where each name that has digits in it begins and ends.

    >>> text = "On 12 March at 14:15 in room 2.34 we read chapter 3."
    >>> [text[start:end] for start, end in sorted(names_with_digits(text))]
    ['12 March', '14:15', 'room 2.34', 'chapter 3']
    """
    for pattern in _NAMES:
        yield from (match.span() for match in pattern.finditer(text))
    in_a_row = list(_IN_A_ROW.finditer(text))
    if len(in_a_row) > 1 and [int(match[1]) for match in in_a_row] == list(range(1, len(in_a_row) + 1)):
        yield from (match.span() for match in in_a_row)

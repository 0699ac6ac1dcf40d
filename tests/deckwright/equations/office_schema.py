"""What Office's schema says of its mathematics, for reading back what was written."""

from lxml import etree

from deckwright.equations.omml_elements import M

MATH = "r f d m eqArr sSub sSup sSubSup nary rad acc bar groupChr limLow limUpp func phant borderBox"
# ECMA-376 part 1, section 22.1.2: children of an element in order; "?" optional, "+" one or more, MATH any number.
SCHEMA = {
    "oMath": "MATH", "e": "MATH", "num": "MATH", "den": "MATH", "sub": "MATH", "sup": "MATH", "deg": "MATH",
    "lim": "MATH", "fName": "MATH", "r": "rPr? a:rPr? t+", "rPr": "nor? scr? sty?", "f": "fPr num den",
    "fPr": "type? ctrlPr?", "d": "dPr e+", "dPr": "begChr? sepChr? endChr? grow? shp? ctrlPr?", "m": "mPr mr+",
    "mPr": "baseJc? plcHide? rSpRule? cGpRule? rSp? cSp? cGp? mcs? ctrlPr?", "mcs": "mc+", "mc": "mcPr",
    "mcPr": "count mcJc", "mr": "e+",
    "eqArr": "eqArrPr e+", "eqArrPr": "baseJc? maxDist? objDist? rSpRule? rSp? ctrlPr?",
    "sSub": "sSubPr e sub", "sSup": "sSupPr e sup", "sSubSup": "sSubSupPr e sub sup", "sSubPr": "ctrlPr?",
    "sSupPr": "ctrlPr?", "sSubSupPr": "alnScr? ctrlPr?", "nary": "naryPr sub sup e",
    "naryPr": "chr? limLoc? grow? subHide? supHide? ctrlPr?", "rad": "radPr deg e", "radPr": "degHide? ctrlPr?",
    "acc": "accPr e", "accPr": "chr? ctrlPr?", "bar": "barPr e", "barPr": "pos? ctrlPr?", "groupChr": "groupChrPr e",
    "groupChrPr": "chr? pos? vertJc? ctrlPr?", "limLow": "limLowPr e lim", "limUpp": "limUppPr e lim",
    "limLowPr": "ctrlPr?", "limUppPr": "ctrlPr?", "func": "funcPr fName e", "funcPr": "ctrlPr?", "phant": "phantPr e",
    "phantPr": "show? zeroWid? zeroAsc? zeroDesc? ctrlPr?", "borderBox": "borderBoxPr e", "ctrlPr": "a:rPr?",
    "borderBoxPr": "hideTop? hideBot? hideLeft? hideRight? strikeH? strikeV? strikeBLTR? strikeTLBR? ctrlPr?",
    "oMathPara": "oMathParaPr? oMath+", "oMathParaPr": "jc?",
}  # fmt: skip


def name(element):
    """An element's name, with a prefix where it is none of Office's mathematics."""
    tag = etree.QName(element)
    return tag.localname if tag.namespace == M else f"a:{tag.localname}"


def assert_by_the_schema(element):
    """Every element has the children that the schema wants, in its order."""
    names = [name(child) for child in element]
    model = SCHEMA.get(name(element), "")
    if model == "MATH":
        assert set(names) <= set(MATH.split()), (name(element), names)
    else:
        for particle in model.split():
            wanted = particle.rstrip("?+")
            assert particle.endswith("?") or names[:1] == [wanted], (name(element), names, wanted)
            while names[:1] == [wanted]:
                names.pop(0)
                if not particle.endswith("+"):
                    break
        assert not names, (name(element), names)
    for child in element:
        if etree.QName(child).namespace == M:
            assert_by_the_schema(child)

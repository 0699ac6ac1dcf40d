"""The few built-in functions of Python that a slides file can use beside a lesson's values."""

PLAIN_PYTHON = {
    "abs": abs,
    "enumerate": enumerate,
    "len": len,
    "max": max,
    "min": min,
    "round": round,
    "sum": sum,
    "zip": zip,
}

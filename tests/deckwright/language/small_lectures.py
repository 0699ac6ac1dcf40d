"""The same small lecture in several languages: everything in which languages differ, once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

CODE = '''"""A small lecture."""
from dataclasses import dataclass

from dlcore import Tensor, sigmoid


@dataclass(frozen=True)
class Small:
    rate: float
    examples: int
    share: float
    tiny: float
    below: float
    a: Tensor
    x: Tensor
    losses: list
    rows: list


def lesson(*, seed: int = 1) -> Small:
    x, w, b = Tensor([0.5, -0.25], "x"), Tensor([0.4, 0.8], "w"), Tensor(0.2, "b")
    a = sigmoid(w @ x + b).named("a")
    losses = [0.6931, 0.4512, 0.3127, 0.2546]
    return Small(0.25, 12345, 0.4731, 3.2e-05, -0.75, a, x, losses, [["A", 0.9751, 12345], ["B", 0.8812, 98765]])
'''


@dataclass(frozen=True)
class Words:
    """What an author writes in one language."""

    title: str
    point: str
    second: str
    sentence: str
    quoted: str
    question: str
    header: tuple[str, str, str]
    loss: str
    step: str
    note: str
    foot: str
    formula: str


LECTURES = {
    "de-DE": Words(
        "Wie ein Netz lernt",
        "Der Fehler wird rückwärts durch das Netz gereicht", "Jedes Gewicht bekommt seinen Anteil",
        "Bei der Lernrate",
        "Das \"Lernen\" ist Suchen", "Was kostet ein Schritt?", ("Netz", "Trefferquote", "Beispiele"),
        "Verlust", "Schritt", "Fragen Sie nach dem Vorzeichen.", "Gemittelt über alle Beispiele.", "Die Ausgabe ist",
    ),
    "fr-FR": Words(
        "Comment un réseau apprend", "L'erreur est transmise vers l'arrière", "Chaque poids reçoit sa part",
        "Avec le taux",
        "L'\"apprentissage\" est une recherche", "Que coûte un pas ?", ("Réseau", "Précision", "Exemples"),
        "Perte", "Pas", "Demandez le signe.", "Moyenne sur tous les exemples.", "La sortie est",
    ),
    "es-ES": Words(
        "Cómo aprende una red", "El error se transmite hacia atrás", "Cada peso recibe su parte",
        "Con la tasa", "El \"aprendizaje\" es una búsqueda", "¿Qué cuesta un paso?", ("Red", "Precisión", "Ejemplos"),
        "Pérdida", "Paso", "Pregunte por el signo.", "Promedio de todos los ejemplos.", "La salida es",
    ),
    "zh-CN": Words(
        "神经网络如何学习",
        "反向传播算法从输出层开始逐层计算损失函数对每个参数的梯度，然后用梯度下降法更新这些参数，直到损失函数不再明显下降为止",
        "每个权重都得到自己的那一份",
        "学习率为", "所谓\"学习\"就是搜索", "一步的代价是多少？", ("网络", "准确率", "样本数"),
        "损失", "步数", "请问符号是什么。", "对所有样本取平均。", "输出为",
    ),
    "ja-JP": Words(
        "ニューラルネットワークの学習",
        "誤差逆伝播法では、出力層から入力層に向かって、損失関数の各パラメータに関する勾配を順番に計算し、その勾配を使って「重み」を更新します。",
        "それぞれの重みが自分の分担を受け取ります",
        "学習率は", "\"学習\"とは探索である", "一歩の代価は？", ("ネットワーク", "正解率", "例の数"),
        "損失", "ステップ", "符号を尋ねてください。", "すべての例の平均です。", "出力は",
    ),
    "ar-EG": Words(
        "كيف تتعلم الشبكة", "ينتقل الخطأ إلى الوراء عبر الشبكة طبقةً بعد طبقة", "يحصل كل وزن على نصيبه",
        "بمعدل التعلم", "\"التعلم\" هو بحث", "كم تكلف الخطوة؟", ("الشبكة", "الدقة", "الأمثلة"),
        "الخسارة", "الخطوة", "اسأل عن الإشارة.", "متوسط جميع الأمثلة.", "المخرج هو",
    ),
    "he-IL": Words(
        "כיצד רשת לומדת", "השגיאה מועברת לאחור דרך הרשת, שכבה אחר שכבה (backpropagation)", "כל משקל מקבל את חלקו",
        "בקצב הלמידה", "\"למידה\" היא חיפוש", "כמה עולה צעד?", ("רשת", "דיוק", "דוגמאות"),
        "הפסד", "צעד", "שאלו על הסימן.", "ממוצע על כל הדוגמאות.", "הפלט הוא",
    ),
}  # fmt: skip


def slides(language: str) -> str:
    """slides.md in one of these languages."""
    words = LECTURES[language]
    network, accuracy, examples = words.header
    return f"""---
title: {words.title}
author: Ada
date: 2026-03-01
language: {language}
sources:
  book: {{text: "Ian Goodfellow: Deep Learning. MIT Press, 2016.", url: "https://www.deeplearningbook.org"}}
---

# {words.quoted}

- {words.point}
- {words.second} [@book]
    - {words.sentence} {{{{ rate }}}}, {{{{ below }}}}, {{{{ tiny }}}}
    - {words.loss}: {{{{ share | percent }}}} ({{{{ examples }}}})^[{words.foot}]

::: notes
{words.note} {{{{ rate }}}}
:::

# {words.question}

::: columns
::: column
{{{{ table(rows, header=["{network}", "{accuracy}", "{examples}"]) }}}}
:::
::: column
{{{{ line_chart({{"{words.loss}": losses}}, x_title="{words.step}", y_title="{words.loss}") }}}}
:::
:::

# {words.formula} $a$

{words.formula} $a = \\sigma(w^\\top x + b)$ ; $x =$ {{{{ values(x) }}}}.

{{{{ worked(a) }}}}

# {words.header[2]}

{{{{ histogram(losses) }}}}
"""


def write_lecture(folder: Path, language: str) -> Path:
    """A lesson folder with the lecture in this language."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lesson.py").write_text(CODE, encoding="utf-8")
    (folder / "slides.md").write_text(slides(language), encoding="utf-8")
    return folder

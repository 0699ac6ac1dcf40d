"""Sentences as lecturers write them, in many languages: those whose digits are names, and those with a typed result."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckwright.checking.typed_digits import typed_digits

NAMES = """
Deep Learning, WS 2026/27
Sommersemester 2027, dienstags 14:15–15:45 Uhr
Winter term 2026/27, Tuesdays 2:15 pm to 3:45 pm
Fall 2026, lecture 9
SoSe 27 und WiSe 27/28
Herbstsemester 2026
Semestre 1, année universitaire 2026-2027
Curso 2026/27, segundo cuatrimestre
HS 2026, FS 2027
Spring '27
Academic year 2026/2027, semester 3
Study plan 2026/27
Exam on 12 February 2027, 10:00, room 2.34
The exam takes place on March 12th, 2027 at 9 am.
Hand in by 2027-01-31, 23:59.
Abgabe am 12.03.2027, 23:59 Uhr
Abgabe am 12.3. in Raum 01.07.014
Klausur: 5. Februar 2027, 8–10 Uhr, Hörsaal 3
Examen le 12 mars 2027 à 14 h 30, salle B12
Le 1er mars à 14h15
Rendu avant le 3 juin
Examen el 12 de marzo de 2027 a las 10, aula 3.12
Tutoría los martes a las 16:30
Monday 12 October, Hall 5
Oct 12, 2026 – Nov 3, 2026
No lecture on Dec 24
KW 42: no exercise
Q3 2026
Read chapter 3, sections 3.1 to 3.4, pages 120–134.
See Goodfellow et al., chapter 6, p. 164, eq. (6.1), Fig. 6.2.
Siehe Kapitel 3, Abschnitt 3.2, Seite 45, Abb. 3.4 und Gl. (3.7).
Voir le chapitre 3, la section 3.2, page 45, éq. 3.7 et fig. 4.
Véase el capítulo 3, apartado 3.2, página 45, ec. 3.7 y fig. 4.
Next: exercise 4, question 2b
Aufgabe 4, Teilaufgaben a und b; Übungsblatt 3
Exercice 4, question 2 ; séance 7
Ejercicio 4, pregunta 2; sesión 7, tema 3
As on slide 12 and in table 3a
Wie auf Folie 12 und in Tabelle 3
Comme sur la diapositive 12
Como en la diapositiva 12 y la tabla 3
Theorem 2, lemma 4.1 and definition 1
Satz 2 und Lemma 4.1
Théorème 2 et lemme 4.1
Teorema 2 y lema 4.1
In layer 2 and in layers 3, 4 and 5
In Schicht 2 und in den Schichten 3 bis 5
Dans la couche 2, puis les couches 3 et 4
En la capa 2 y en las capas 3 y 4
Neuron 3 of layer 2 takes the outputs of neurons 1 and 2.
Neuron 3 in Schicht 2, Zeile 4, Spalte 5
Step 1: forward. Step 2: loss. Step 3: backward.
Schritt 1: vorwärts. Schritt 2: Verlust.
Étape 1 : la passe avant
Paso 1: hacia delante
1. Compute the loss
2) Compute the gradient
(3) Update
We (1) compute the loss, (2) differentiate it and (3) take a step.
Art. 5 GDPR and § 3 of the rules
§ 12 Abs. 2, Nr. 4
N° 5 and n.º 7
#3 on the list
Room 1.013, building 5, floor 2
Raum HS 3, Gebäude 5, 2. Stock
Tel. +49 89 289-22222, dl@tum.example, office 3.07
Phone: (089) 289 22222, extension 1234
Tél. : 01 23 45 67 89
Teléfono: 91 123 45 67
Write to dl2026@uni-muenchen.de
https://example.org/2026/dl?page=3
Slides at www.example.org/v2/2026
Course page: cs231n.stanford.edu/2026, CS 231n, CS 229, MIT 6.036
arXiv:1706.03762 and doi 10.1038/323533a0
arXiv 1412.6980v9, ISBN 978-0-262-03561-3
Open week3.ipynb and data_2026.csv
Arcisstraße 21 and Hauptweg 3
12 rue Cuvier
Python 3.11 and PyTorch 2.3 on CUDA 12.1
Needs Python 3.11+, NumPy 2 and Ubuntu 24.04
version 2.0, Version 3, v1.2.3, v2
Version 2.1 der Folien; version 2 du cours; versión 2
Since 2.3.1 it is deprecated
IEEE 754, ISO 8601, RFC 2119, PEP 8
Licence: CC BY 4.0, Apache 2.0, GPL 3
Windows 11, Office 365, C++ 20
GPT-2, GPT-3.5, GPT 4, GPT 4o, Llama 3, Llama 3.1, Qwen 2.5
ResNet-50, ResNet 50, VGG16, VGG 19, EfficientNet-B0, YOLOv8, YOLO 9
T5, BERT, Word2Vec, Seq2Seq, A100, H100, RTX-4090
MNIST, CIFAR-10, CIFAR-100, ImageNet-1k, MP3, H.264
COVID-19, H2O, CO₂, R2-D2, C3PO, B2B, 3Blue1Brown, 802.11ac
Wi-Fi 6, 5G, USB 3, Bluetooth 5.2
Industry 4.0, Web 2.0, Industrie 4.0, Formula 1, Catch 22
Boeing 747, Apollo 11, World War 2
A4 or A3 paper, DIN A4
2D, 3-D, 1D convolution
L1 and L2 norm, the 2-norm, F1-score, k1 and k2
a 3×3 kernel, 1×1 convolutions, a 5 × 5 filter
a 4-4-1 network
16-bit floats and 8-bit integers
1080p at full screen
top-1 and top-5, the top 5
24/7
the 90s, the 1990s, mid-80s, 90s music, '90s style
die 90er Jahre, die 1990er
les années 90, los años 80
1st, 2nd, 3rd and 4th, the 21st century
der 2. Schritt, die 3. Schicht, im 19. Jahrhundert
3. Semester
la 2e couche, le 1er pas, la 1ère couche, la 3ème ligne
la 2ª capa, el 1.er paso, el 3.º
the 2nd layer's weights
unit 3, part 2, week 7, day 2, group 4, team 3
Woche 7, Tag 2, Gruppe 4, Teil 3
semaine 7, jour 2, groupe 4, partie 3
semana 7, día 2, grupo 4, parte 3
Type 1 and type 2 errors
Model 1 and model 2; option 3; case 2
Figure 3a, Table 2b, Appendix A2
© 2026
Lezione 3, capitolo 2, figura 4, alle ore 14.30
12 marzo 2027, passo 3, strati 1 e 2, 2a edizione
12 de março de 2027, às 14h, capítulo 3, camada 2, passo 4, 2ª edição
12 maart 2027, hoofdstuk 3, laag 2, college 5
den 12 maj 2027, kl. 14.30, föreläsning 3, lager 2
12 kwietnia 2027, godz. 14:30, rozdział 3, warstwa 2, wykład 5
5. dubna 2027
12 марта 2027, глава 3, слой 2, лекция 5, рис. 3, № 5
12 Mart 2027, saat 14.30, bölüm 3, katman 2, ders 5
12 Μαρτίου 2027, κεφάλαιο 3, σχήμα 2
१२ मार्च 2027, अध्याय 3, चित्र 2
2024年3月12日14時30分，第3章，図2，式(3)，ステップ3
下午2:30，第 3 章，图2，公式3，1960年代
2024년 3월 12일 오후 2시 30분, 제3장, 그림 2, 식 3
الفصل 3، الشكل 2، الطبقة 2
فصل 3، شکل 2، لایه 2
פרק 3, איור 2, שכבה 2
บทที่ 3 รูปที่ 2 ขั้นที่ 4
2027/03/12 and 2027.03.12
Qwen2.5, GPT-3.5-turbo, Llama-3.1-8B, Llama 2 7B, Gemini 1.5 Pro, ViT-B/16, PM2.5
C++17, HTTP/2, USB-C 3.2, RTX 4090, JPEG 2000
NeurIPS 2017, ICML '21, CVPR 2016
a 3x3 convolution, 16:9 slides, a 4:3 format
19th-century mathematics, ²H and ¹⁴C, ISSN 1234-5678
1️⃣ Sign in, 2️⃣ reset; chart 3; ICRA 2022
EECS 16A, Math 101, Physics 101
"""

# a sentence, then what is a figure in it
FIGURES = """
The loss falls from 0.298 to 0.0035. | 0.298 0.0035
accuracy 93% | 93%
We reach 93.5% on the test set. | 93.5%
training 97, test 93 | 97 93
test 93 of 100 | 93 100
Adam 0.001, SGD 0.1 | 0.001 0.1
BERT 93.5, GPT 76.2, ResNet 76.1 | 93.5 76.2 76.1
FID 12.5, BLEU 41, MSE 120 | 12.5 41 120
in 10,000 steps | 10,000
after 500 steps at epoch 20 | 500 20
step 10,000 | 10,000
It takes 3 layers and 12 neurons. | 3 12
the 5 chapters | 5
10 times faster | 10
Python 10 times slower | 10
Python 3 × slower | 3
in Python 12 ms | 12
It fell to 12.03. Then it rose. | 12.03
It fell to 2. The next one | 2
Das Netz fällt auf 0,29. | 0,29
Der Verlust fällt auf 2. Dann | 2
in 10.000 Schritten | 10.000
1.234.567 Parameter | 1.234.567
95 % der Bilder | 95
nach 20 Epochen 93 Prozent | 20 93
Die 3 Schichten haben 12 Neuronen. | 3 12
La perte tombe à 0,29. | 0,29
après 500 pas, 93 % | 500 93
Les 3 couches | 3
La pérdida baja a 0,29. | 0,29
tras 500 pasos, el 93 % | 500 93
Las 3 capas | 3
7B parameters, 10k images | 7B 10k
1986 and 2012 | 1986 2012
Rumelhart et al. (1986) | 1986
since 1986 | 1986
in 60s on one GPU | 60s
takes 90s | 90s
60s | 60s
lr = 0.1, lr=0.01 | 0.1 0.01
k = 5, n=100 | 5 100
a batch of 64 | 64
2-4 layers | 2-4
a 4×4 matrix | 4×4
½ of it, 10⁵ times | ½ 10⁵
-3, −0.3, .5, 1e-5 | -3 −0.3 .5 1e-5
layer 2 of 5 | 5
class 5% | 5%
chapter 3 has 45 pages | 45
week 7: 93% | 93%
Between 1.5 and 2.5 | 1.5 2.5
(95) | 95
Loss: 0.29 | 0.29
| 0.29 | 0.31 | | 0.29 0.31
6 of 10 students | 6 10
a speedup of 3.1x | 3.1x
100 GB, 32 GB of memory | 100 32
80/20 split | 80 20
the 100th epoch | 100th
grade 1.3 | 1.3
model 0.93 | 0.93
class 0.29 and group 0.31 | 0.29 0.31
unit 93% | 93%
In May 93% passed. | 93%
Room for 200 people | 200
3 pm; 3 parts | 3
Version 2 is 3.5 times faster. | 3.5
L'accuratezza è 93,4 % dopo 10 epoche | 93,4 10
A perda cai para 0,29 na camada 2 | 0,29
Точность 93,4 % после 10 эпох | 93,4 10
Doğruluk 0,93 ve 3 katman | 0,93 3
精度は93%です | 93%
第3章の精度は93% | 93%
10エポック後に損失は0.29 | 10 0.29
准确率达到93.4%，第2层 | 93.4%
3時間 and 3年 and 10日 | 3 3 10
정확도 93% | 93%
الدقة ٩٣٪ | ٩٣
सटीकता ९३% | ९३%
Raum 93 % | 93
layer 2 units, layer 128 units | 2 128
4:3 for us | 4 3
Accuracy 0.93, GPT 3.45 | 0.93 3.45
"""


def names() -> list[str]:
    """Sentences in which every digit may be typed."""
    return NAMES.strip().splitlines()


def figures() -> list[tuple[str, list[str]]]:
    """Sentences with what has to be found in each."""
    pairs = (line.rsplit(" | ", 1) for line in FIGURES.strip().splitlines())
    return [(text, found.split()) for text, found in pairs]


def words(text: str) -> list[str]:
    """The typed figures of a text."""
    return [word for _, word in typed_digits(text)]


@pytest.mark.parametrize("text", names())
def test_names_in_real_prose(text: str) -> None:
    """Times, dates, terms, chapters, rooms, addresses, versions, ordinals and lists, in many languages."""
    assert words(text) == []


@pytest.mark.parametrize(("text", "found"), figures())
def test_figures_in_real_prose(text: str, found: list[str]) -> None:
    """A result that was typed by hand is found, beside a name as well, in four languages."""
    assert words(text) == found


@given(st.sampled_from(names()), st.floats(0.01, 0.99).map(lambda v: f"{v:.3f}"))
def test_a_result_is_found_beside_any_name(text: str, result: str) -> None:
    """Whatever is said before it."""
    assert words(f"{text}; it is {result}") == [result]

"""Nouns that a number can follow to name one of several, "layer 2", "Kapitel 3", "couche 2", "capa 2".

Measures (epochs, images) and results (score, test) are not among them: what follows those is a figure.
"""

from __future__ import annotations

# what numbers with dots name as well: "section 6.1"
NUMBERED_WITHIN = {
    "en": """algorithm appendix chapter corollary definition equation example exercise figure lecture lemma lesson page
        problem proposition section slide table theorem version""",
    "de": """Abbildung Abschnitt Algorithmus Anhang Aufgabe Beispiel Definition Folie Gleichung Kapitel Korollar Lemma
        Satz Seite Tabelle Version Vorlesung""",
    "fr": """algorithme annexe chapitre corollaire diapo diapositive définition exemple exercice équation figure lemme
        leçon page paragraphe proposition section tableau théorème version""",
    "es": """algoritmo anexo apartado apéndice capítulo corolario cuadro definición diapositiva ecuación ejemplo
        ejercicio figura lección lema página proposición sección tabla teorema transparencia versión""",
    "it": """algoritmo appendice capitolo capitoli definizione diapositiva equazione equazioni esempio esercizio figura
        figure formula lezione lemma pagina pagine proposizione sezione sezioni tabella tabelle teorema versione""",
    "pt": """algoritmo apêndice capítulo definição equação equações exemplo exercício figura lema página proposição
        seção secção tabela teorema versão""",
    "nl": """algoritme bijlage definitie figuur hoofdstuk hoofdstukken oefening pagina paragraaf sectie stelling tabel
        vergelijking versie voorbeeld""",
    "sv": """avsnitt definition ekvation exempel figur kapitel sats sida sidan tabell övning version""",
    "pl": """definicja lemat przykład przykładzie rozdział rozdziale rysunek rysunku równanie strona stronie tabela
        tabeli twierdzenie wersja wzór zadanie""",
    "ru": """алгоритм версия глава главе главы лемма определение пример примере раздел разделе рисунок рисунке рис
        страница странице таблица таблице теорема уравнение уравнении упражнение формула формуле""",
    "tr": """algoritma bölüm denklem örnek sayfa şekil sürüm tablo tanım teorem""",
    "el": """άσκηση εξίσωση ενότητα θεώρημα κεφάλαιο ορισμός παράδειγμα πίνακας σελίδα σχήμα""",
    "hi": """अध्याय उदाहरण चित्र तालिका पृष्ठ समीकरण""",
    "ar": """الفصل الشكل الجدول المعادلة الصفحة المثال فصل شكل جدول معادلة صفحة مثال""",
    "fa": """شکل معادله صفحه بخش""",
    "he": """איור דוגמה טבלה משוואה עמוד פרק סעיף""",
    "th": """บทที่ รูปที่ ตารางที่ สมการที่ หน้า ตัวอย่างที่""",
}
# what whole numbers name
NUMBERED = {
    "en": """act answer approach article assignment axis block book building bullet bus case channel chart class clause
        column condition course day dimension door entry episode exam experiment expert feature floor footnote gate
        grade group head homework hypothesis idea index issue item lab layer level line lesson method mode model
        module neuron node note objective option page paragraph part person phase plate point position question quiz
        reason release room round row rule scenario scene season semester series session sheet stage step story
        student system task team term topic track trial tutorial type unit variant video volume week workshop year
        zone""",
    "de": """Ansatz Antwort Art Band Bedingung Blatt Block Ebene Einheit Etage Fall Frage Gebäude Gruppe Heft Hinweis
        Hypothese Hörsaal Idee Kanal Klasse Klausur Knoten Kopf Kurs Lektion Methode Modell Modul Neuron Nummer Option
        Phase Platz Punkt Raum Regel Reihe Runde Schicht Schritt Semester Sitzung Spalte Stock Stufe Szene Tag Teil
        Termin Thema Typ Übung Übungsblatt Variante Versuch Video Woche Zeile Ziel Zone""",
    "fr": """amphi amphithéâtre bâtiment bloc canal cas classe colonne couche cours étage étape étudiant examen fiche
        groupe hypothèse idée jour ligne méthode module modèle neurone niveau numéro nœud noeud objectif option partie
        phase point question règle salle scène séance semaine semestre série tome trimestre type unité variante
        vidéo""",
    "es": """aula bloque canal capa caso clase columna cuatrimestre curso día edificio estudiante etapa examen fase fila
        grupo hipótesis idea línea módulo método modelo neurona nivel nodo número objetivo opción parte paso piso planta
        pregunta punto regla sala semana semestre serie sesión tarea tema tomo tipo unidad variante vídeo""",
    "it": """blocco caso classe colonna compito domanda edificio esame fase giorno gruppo livello modello modulo neurone
        nodo parte passo punto riga settimana strato strati studente tema tipo unità""",
    "pt": """bloco camada coluna dia diapositivo etapa grupo linha módulo neurônio nível passo pergunta questão semana
        slide tarefa""",
    "nl": """blok college dag fase groep kolom laag module neuron niveau onderdeel opdracht rij stap vraag week""",
    "sv": """dag fas föreläsning fråga grupp kolumn lager lektion nivå rad steg uppgift vecka""",
    "pl": """dzień etap faza grupa kolumna krok kroku lekcja neuron poziom pytanie slajd slajdzie tydzień warstwa
        warstwie wiersz wykład wykładzie zestaw ćwiczenie""",
    "ru": """вопрос группа день задание задача лекция лекции модуль неделя неделе нейрон семинар слайд слайде слой слоя
        слое столбец строка тема уровень урок часть шаг шаге этап""",
    "tr": """adım ders grup gün hafta katman konu nöron ödev satır seviye slayt soru sütun ünite""",
    "el": """βήμα διαφάνεια διάλεξη εβδομάδα επίπεδο ερώτηση μάθημα στρώμα""",
    "hi": """कक्षा चरण परत प्रश्न व्याख्यान सप्ताह""",
    "ar": """الأسبوع الخطوة الدرس السؤال الشريحة الطبقة المحاضرة أسبوع خطوة درس سؤال شريحة طبقة محاضرة""",
    "fa": """اسلاید جلسه درس سوال فصل گام لایه مرحله هفته""",
    "he": """הרצאה יום שאלה שבוע שיעור שכבה שלב שקופית תרגיל""",
    "th": """ขั้นที่ ชั้นที่ สัปดาห์ที่ ครั้งที่ ข้อที่""",
}
PLURALS = "(?:s|es|e|n|en|ern|x|aux)?"
SHORT_FORMS = (  # these end with a full stop: "Fig. 3", "S. 12", "Kap. 3", "éq. 4", "págs. 3"
    "Abb Abs Abschn Alg App Art Aufg Bd Bsp cap Cap ch chap Ch Chap Def Ecu ec Ec ej Ej eq eqs Eq Eqs éq Éq ex "
    "Ex fig figs "
    "Fig Figs Gl Kap Lect nr Nr No Nos p pág págs pp Prop S sec Sec sect Sect Tab tab Thm Vol vol "
    "Rys rys rozdz str tab гл рис Рис стр табл Табл"
)


def words_of(nouns: dict[str, str]) -> tuple[str, ...]:
    """The nouns of all languages, each once, longer ones first so that none hides behind a shorter one."""
    return tuple(sorted(dict.fromkeys(" ".join(nouns.values()).split()), key=lambda noun: (-len(noun), noun)))

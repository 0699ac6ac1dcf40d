"""Dates, times and numbered things in languages beside those of ``names_with_digits``: Italian, Portuguese, Dutch,
Swedish, Danish, Polish, Czech, Russian, Turkish, Greek, Hindi, Chinese, Japanese, Korean.

The nouns of other languages, which a number follows as in English, stand in ``counted_nouns``.
"""

from __future__ import annotations

_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?<![\d.,])\d{1,2}"
_CLOCK = r"(?:[01]?\d|2[0-4])"
_NO_SHARE = r"(?![\d.,]*\d)(?!\s*[%％٪])"
_MONTHS = """gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março abril maio junho julho setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
mars maj augusti marts august
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
ledna února března dubna května června července srpna září října listopadu prosince
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık
Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου
जनवरी फ़रवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर""".split()
_HOURS = r"alle ore|ore|saat|klo|kl\.|klokken|klockan|godz\.|godzina|ώρα"
# what a number follows in Chinese, Japanese and Korean, with or without a space
_EAST_ASIAN = """図 表 式 章 節 課題 問題 問 講義 演習 例題 定理 補題 スライド ステップ レイヤー ページ フェーズ
图 圖 公式 步骤 步驟 幻灯片 投影片 练习 練習 例 页 頁 阶段 階段
그림 표 식 장 절 과제 문제 강의 예제 정리 슬라이드 단계 주차 쪽""".split()

PATTERNS = (
    rf"{_DAY}(?:\.|º|ª)?(?:\s*[-–]\s*{_DAY}\.?)?\s+(?:de\s+)?(?i:{'|'.join(_MONTHS)})(?:\s+(?:de\s+|del\s+)?{_YEAR})?(?!\w)",
    rf"\b(?:{_HOURS})\s+{_CLOCK}(?:[.:][0-5]\d)?\b{_NO_SHARE}|(?<=\bàs ){_CLOCK}(?:\s?h(?:\s?[0-5]\d)?\b|:[0-5]\d\b)",
    r"\b\d{1,2}[aª]\s+(?:aula|edição|edizione|lezione|parte)\b",
    r"\bг\.\s*\d{4}|№\s?\d+",
    # Chinese, Japanese, Korean: years, days, hours, ordinals, numbers of things
    rf"(?<!\d){_YEAR}\s?[年년](?:代|度)?",
    r"(?<!\d)\d{1,2}\s?[月월](?:\s?\d{1,2}\s?[日号號일])?",
    r"(?<!\d)\d{1,2}\s?[時时시](?![間间간])(?:\s?[0-5]?\d\s?[分분])?",
    r"(?:上午|下午|午前|午後|早上|晚上|오전|오후)\s?\d{1,2}(?:\s?[:：時时点點시]\s?(?:[0-5]\d)?\s?[分분]?)?",
    rf"第\s?\d+(?:\.\d+)*{_NO_SHARE}|제\s?\d+\s?(?:장|절|과|회|강|주|부|조|항|판|단계|층)",
    rf"(?:{'|'.join(_EAST_ASIAN)})\s?[(（]?\d+(?:\.\d+)*+[)）]?{_NO_SHARE}",
)

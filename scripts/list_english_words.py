"""Make the list of English words and their frequencies again.

    pip install wordfreq==3.1.1; apt-get install wbritish wbritish-large
    python scripts/list_english_words.py

Run it in an environment of its own: the site needs only the list. Kept are all words of the usual dictionary, those
of the large one that are used at all, and what else is used often (names, applications), but no common misspellings.
"""

import unicodedata
from pathlib import Path

from wordfreq import top_n_list, zipf_frequency

LIST = Path(__file__).parents[1] / "directory/search/language/english/word_frequencies.txt"
DICTIONARIES = Path("/usr/share/dict")
USED_AT_ALL, USED_OFTEN = 2.5, 3.0  # Zipf values


def fold(word):
    plain = unicodedata.normalize("NFKD", word).casefold()  # in this order: "™" is "TM"
    return "".join(character for character in plain if not unicodedata.combining(character))


def dictionary(name):
    words = (DICTIONARIES / name).read_text().split()
    return {fold(word) for word in words if word.isalpha() and word.islower()}


def frequency(word):
    return zipf_frequency(word, "en")


def english_words():
    words = dictionary("british-english")
    words |= {word for word in dictionary("british-english-large") if frequency(word) >= USED_AT_ALL}
    words |= {fold(word) for word in top_n_list("en", 100_000) if frequency(word) >= USED_OFTEN}
    return {word for word in words if word.isascii() and word.isalpha() and len(word) > 1}


def main():
    by_frequency = {}
    for word in english_words():
        by_frequency.setdefault(round(frequency(word), 1), []).append(word)
    header = "".join(line for line in LIST.open() if line.startswith("#"))
    lines = (f"{zipf:.1f} {' '.join(sorted(words))}\n" for zipf, words in sorted(by_frequency.items(), reverse=True))
    LIST.write_text(header + "".join(lines))


if __name__ == "__main__":
    main()

"""The questions that are measured: 40 shapes, from nothing at all to words, filters, pages and orders together."""

SHAPES = {
    "everything": "",
    "one kind": "kind=resource",
    "one sector": "sector=primary",
    "one topic": "topic=upskirting",
    "one district": "district=tamworth",
    "one year": "year=y5",
    "one key stage": "year=ks2",
    "an age": "age=9",
    "an ability": "ability=pmld",
    "two of a facet": "sector=primary&sector=special",
    "two facets": "kind=organisation&cost=free",
    "three facets": "sector=special&age=9&district=tamworth",
    "three common facets": "kind=resource&sector=primary&audience=teaching_staff",
    "four facets": "kind=training&sector=secondary&audience=dsl&cost=free",
    "local only": "district=stafford&local=yes",
    "a deep page": "page=40",
    "a deep page of a facet": "sector=primary&page=20",
    "newest": "sort=newest",
    "newest of a facet": "sector=primary&sort=newest",
    "by title": "sort=title",
    "by title of a facet": "topic=banter&sort=title",
    "a common word": "q=consent",
    "another common word": "q=harassment",
    "a word": "q=parents",
    "a rare word": "q={rare[0]}",
    "another rare word": "q={rare[1]}",
    "a third rare word": "q={rare[2]}",
    "a fourth rare word": "q={rare[3]}",
    "two common words": "q=consent+respect",
    "a common and a rare word": "q=consent+{rare[0]}",
    "two rare words": "q={pair[0]}+{pair[1]}",
    "a common word by title": "q=consent&sort=title",
    "a word, deep page": "q=consent&page=20",
    "a word and a facet": "q=consent&sector=primary",
    "a word and three facets": "q=consent&sector=primary&year=y5&kind=resource",
    "a rare word and a facet": "q={rare[1]}&kind=resource",
    "two words and a facet": "q=bullying+friends&sector=secondary",
    "a beginning": "q={beginning}",
    "a mistyped word": "q=harrasment",
    "words that are filters": "q=consent+year+5+special+school",
}
RARE = ["a rare word", "another rare word", "a third rare word", "a fourth rare word"]


def addresses(words):
    """Shape -> query string, with rare words that this bank really has. `words` are (word, entries that have it)."""
    plain = sorted((count, word) for word, count in words if word.isalpha() and len(word) > 5)
    rare = [word for count, word in plain if count >= max(3, plain[-1][0] // 2000)][:200:50]
    common = plain[len(plain) * 9 // 10 :]
    values = {"rare": rare, "pair": [common[0][1], common[-1][1]], "beginning": rare[0][:5]}
    return {name: query.format(**values) for name, query in SHAPES.items()}

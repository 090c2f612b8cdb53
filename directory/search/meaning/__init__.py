"""Meaning beyond words: how near two texts are in what they mean, though they share no word.

In: words, folded, as `language.text_analysis` gives them. Out: vectors of whole numbers (`words.vector_of`), and how
near they are (`nearness`). Each English word has a vector in one file, `words.npy`, made once by
`scripts/distil_word_vectors.py` (NOTICE says from what). It is read where it lies on the disk, so that all processes
share it and a start costs nothing. Pure Python and numpy: it knows no entry, no query and no index.
"""

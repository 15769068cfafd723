"""One article in each format of news, for tests: a headline and paragraphs, which hold no markup."""

import html
import json
from collections.abc import Callable, Sequence

from word_files import paragraph, text_file, word_file


def newsml(headline: str, paragraphs: Sequence[str]) -> bytes:
    body = "".join(f"<p>{html.escape(each)}</p>\n" for each in paragraphs)
    return (
        '<newsItem xml:lang="fr"><itemMeta><title>slug</title></itemMeta>'
        f"<contentMeta><headline>{html.escape(headline)}</headline></contentMeta>"
        f"<contentSet><inlineXML><html><body>{body}</body></html></inlineXML></contentSet></newsItem>"
    ).encode()


def nitf(headline: str, paragraphs: Sequence[str]) -> bytes:
    body = "\n".join(f"<p>\n  {html.escape(each)}\n</p>" for each in paragraphs)
    return (
        f"<nitf><body><body.head><hedline><hl1>{html.escape(headline)}</hl1></hedline></body.head>"
        f"<body.content>{body}</body.content></body></nitf>"
    ).encode("utf-16")


def rss(headline: str, paragraphs: Sequence[str]) -> bytes:
    body = html.escape("".join(f"<p>{html.escape(each)}" for each in paragraphs))
    item = f"<item><title><![CDATA[{headline}]]></title><description>{body}</description></item>"
    return f"<rss><channel><title>Le Journal</title>{item}</channel></rss>".encode()


def atom(headline: str, paragraphs: Sequence[str]) -> bytes:
    body = "".join(f"<p>{html.escape(each)}" for each in paragraphs)
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry>'
        f'<title>{html.escape(headline)}</title><content type="html"><![CDATA[{body}]]></content></entry></feed>'
    ).encode()


def ninjs_page(headline: str, paragraphs: Sequence[str]) -> bytes:
    body = "\n".join(f"<p>{html.escape(each)}</p>" for each in paragraphs)
    return json.dumps({"uri": "urn:a", "headline": headline, "body_html": body}).encode()


def ninjs_text(headline: str, paragraphs: Sequence[str]) -> bytes:
    item = {"uri": "urn:a", "headline": headline, "body_text": "\n\n".join(paragraphs)}
    return json.dumps(item, ensure_ascii=False).encode()


def word(headline: str, paragraphs: Sequence[str]) -> bytes:
    """Every paragraph in runs of seven characters."""
    style = '<w:pStyle w:val="Titre1"/>'
    runs = [[html.escape(each[n : n + 7]) for n in range(0, len(each), 7)] for each in (headline, *paragraphs)]
    body = "".join(paragraph(*each, properties="" if n else style) for n, each in enumerate(runs))
    return word_file(body)


def open_document(headline: str, paragraphs: Sequence[str]) -> bytes:
    body = "".join(f"<text:p>{html.escape(each)}</text:p>" for each in paragraphs)
    return text_file(f"<text:h>{html.escape(headline)}</text:h>{body}")


# By the format that reads it, and what it is called.
NEWS: dict[tuple[str, str], Callable[[str, Sequence[str]], bytes]] = {
    ("newsxml", "newsml"): newsml,
    ("newsxml", "nitf"): nitf,
    ("newsxml", "rss"): rss,
    ("newsxml", "atom"): atom,
    ("ninjs", "page"): ninjs_page,
    ("ninjs", "text"): ninjs_text,
    ("docx", "word"): word,
    ("odt", "odt"): open_document,
}

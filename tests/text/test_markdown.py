"""Markdown to HTML that shows and does nothing else."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.text import markdown
from metanoia.text.markdown import PLAIN_NOTE, render, render_plain

SHA = "a1" * 32
UUID = "0b0ea503-1111-4222-8333-0123456789ab"

TAGS = {
    "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "em", "strong", "del", "code", "pre",
    "blockquote", "ul", "ol", "li", "a", "img", "table", "thead", "tbody", "tr", "th", "td",
    "sup", "sub", "dl", "dt", "dd",
}  # fmt: skip
ATTRIBUTES = {
    ("a", "href"): rf"https?://\S+|mailto:\S+@\S+|#[\w.-]*|entry:{UUID}",
    ("a", "title"): r"(?s).*",
    ("a", "rel"): "noopener noreferrer nofollow",
    ("img", "src"): r"attachment:[0-9a-f]{64}",
    ("img", "alt"): r"(?s).*",
    ("img", "title"): r"(?s).*",
    ("th", "style"): r"text-align: ?(left|right|center);?",
    ("td", "style"): r"text-align: ?(left|right|center);?",
    ("ol", "start"): r"[0-9]+",
}


class Inspector(HTMLParser):
    """Fails at the first tag, attribute, address or comment that is not on the list."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.seen = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS, tag
        self.seen.append(tag)
        for name, value in attrs:
            assert (tag, name) in ATTRIBUTES, (tag, name, value)
            assert re.fullmatch(ATTRIBUTES[tag, name], value or "", re.IGNORECASE), (name, value)

    def handle_data(self, data):
        self.text += data

    def _never(self, *what):
        raise AssertionError(what)

    handle_comment = handle_decl = handle_pi = unknown_decl = _never


def inspected(rendered: str) -> Inspector:
    inspector = Inspector()
    inspector.feed(rendered)
    inspector.close()
    return inspector


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("", ""),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>"),
        ("# A\n\n> b", "<h1>A</h1>\n<blockquote>\n<p>b</p>\n</blockquote>"),
        ("- [ ] a\n- [X] b", "<ul>\n<li>☐ a</li>\n<li>☑ b</li>\n</ul>"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("```\n<b> [ ] x\n```", "<pre><code>&lt;b&gt; [ ] x\n</code></pre>"),
        ("2 < 3 & 4 > 1", "<p>2 &lt; 3 &amp; 4 &gt; 1</p>"),
        (f"![Sea](attachment:{SHA})", f'<p><img alt="Sea" src="attachment:{SHA}"></p>'),
        ("a\u202eb\x01", "<p>a\ufffdb\ufffd</p>"),
        ("half \ud83d", "<p>half \ufffd</p>"),
    ],
)
def test_what_is_drawn(text, rendered):
    assert render(text).rstrip("\n") == rendered


@pytest.mark.parametrize(
    "address",
    ["http://x.org", "https://x.org/a?b=c&d=1#e", "HTTPS://X.ORG/", "mailto:a@x.org", "#part",
     f"entry:{UUID}", f"entry:{UUID.upper()}"],
)  # fmt: skip
def test_links_that_lead_somewhere(address):
    assert f'<a href="{html.escape(address)}"' in render(f"[go]({address})")


def test_a_table_keeps_its_columns():
    assert 'style="text-align:right"' in render("|a|b|\n|-|-:|\n|1|2|")


def test_long_titles_of_links_are_cut():
    assert 'title="' + "t" * 300 + '"' in render(f'[a](http://x.org "{"t" * 900}")')


DEAD_ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java&#10;script:alert(1)",
    "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "javascript&colon;alert(1)",
    "\x01javascript:alert(1)", "vbscript:msgbox(1)", "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=", "data:image/svg+xml,<svg onload=alert(1)>",
    "file:///etc/passwd", "file://host/share/x.png", "//host/share/x.png", "\\\\host\\share",
    "/etc/passwd", "../secret", "secret.html", "?q=1", "smb://host/x", "ms-msdt:/id", "ftp://x.org",
    "http:evil", "http:/evil", "http:///evil", "https://", "mailto:a", "mailto:a@x?body=secret",
    "mailto:?to=a@x", "qrc:/x", "res:icons/x.svg", "about:blank", "blob:x", "tel:123", "steam://run/1",
    f"attachment:{SHA}", "entry:", "entry:1", f"entry:{UUID}x", f"entry:{UUID}/..", "view-source:http://x",
    "feed:javascript:alert(1)", "http://a\\@b", "#a b", "#<script>", "jar:http://x!/", "cid:1", "x:",
]  # fmt: skip


@pytest.mark.parametrize("address", DEAD_ADDRESSES)
def test_links_that_lead_nowhere(address):
    for text in (
        f"[go]({address})",
        f"[go](<{address}>)",
        f"[go][r]\n\n[r]: {address}",
        f"<{address}>",
    ):
        assert "href" not in render(text), text
        inspected(render(text))


@pytest.mark.parametrize(
    "address",
    [*(dead for dead in DEAD_ADDRESSES if dead != f"attachment:{SHA}"), "http://x.org/p.png", "https://x.org/p.png", "attachment:", "attachment:xyz",
     f"attachment:{SHA}0", f"attachment:{SHA.upper()}", f"attachment:{SHA}/../x",
     f"attachment://{SHA}", f"ATTACHMENT:{SHA} x"],
)  # fmt: skip
def test_pictures_from_elsewhere_are_not_loaded(address):
    for text in (f"![p]({address})", f"![p](<{address}>)", f"![p][r]\n\n[r]: {address}"):
        assert "src" not in render(text), text
        inspected(render(text))


ATTACKS = [
    "<script>alert(1)</script>", "<SCRIPT SRC=//x></SCRIPT>", "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<img src=/etc/passwd>", "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>", "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<iframe src=http://x></iframe>", "<iframe srcdoc='<script>alert(1)</script>'>", "<object data=x></object>",
    "<embed src=x>", "<link rel=stylesheet href=x>", "<style>@import 'x'</style>", "<style>p{background:url(x)}</style>",
    "<base href=http://x>", "<meta http-equiv=refresh content='0;url=http://x'>", "<form action=x><input></form>",
    "<button onclick=alert(1)>", "<video src=x autoplay>", "<audio src=x>", "<body onload=alert(1)>", "<table background=x><tr><td>a",
    "<p style='background:url(http://x)'>a", "<div style=position:fixed>a</div>", "<a href=javascript:alert(1)>a</a>",
    "<a href='http://x' onmouseover=alert(1)>a</a>", "<a href=x target=_blank>a</a>", "<details open ontoggle=alert(1)>",
    "<marquee onstart=alert(1)>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<template><script>1</script></template>",
    "<!--><script>alert(1)</script>-->", "<!-- a --><b>x</b>", "<![CDATA[<script>alert(1)</script>]]>", "<?php echo 1 ?>", "<!DOCTYPE x>",
    "<xmp><img src=x onerror=alert(1)></xmp>", "<textarea><script>", "<title></title><script>", "<plaintext><script>",
    "<img src=\"x` `<script>alert(1)</script>\"` `>", "`<script>`", "``` \n</code></pre><script>alert(1)</script>\n```",
    "```\"onload=alert(1)\na\n```", "``` { .x onclick=alert(1) }\na\n```", "~~~ <script>\na\n~~~", "    <script>alert(1)</script>",
    '[a](http://x "onmouseover=\\"alert(1)")', "[a](http://x 'x\" onclick=\"alert(1)')", '![a" onerror="alert(1)](attachment:' + SHA + ")",
    "![<img src=x onerror=alert(1)>](x)", "[<script>alert(1)</script>](http://x)", '[a](http://x"onclick="alert(1))', "[a](<http://x onclick=alert(1)>)",
    "<http://x\" onclick=\"alert(1)>", "<http://x onclick=alert(1)>", "<javascript:alert(1)>", "<a@x.org\" onclick=1>",
    "> <script>alert(1)</script>", "- <script>alert(1)</script>", "# <script>alert(1)</script>", "|<script>|\n|-|\n|<img src=x onerror=alert(1)>|",
    "|a|\n|-:style=x|\n|b|", "\x02klzzwxh:0\x03<script>", "\x02wzxhzdk:0\x03", "\u0002klzzwxh:0000\u0003 *a*", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;", "&#x3c;img src=x onerror=alert(1)&#x3e;", "\\<script>alert(1)\\</script>", "<\x00script>alert(1)</script>",
    "<script\n>alert(1)</script\n>", "<b>bold</b> <u>line</u>", "~~<script>~~", "[a]: javascript:alert(1)\n\n[a]", "[a]: http://x 'x\" onclick=\"'\n\n[a]",
    "*<img src=x onerror=alert(1)>*", "[![p](http://x/p.png)](javascript:alert(1))", "{: onclick=alert(1) }", "# a {: onclick=alert(1) }", "[x](http://x){: onclick=1}",
    "javascript://x%0aalert(1)", "<ol start=javascript:1><li>a", "\u2028<script>\u2029", "＜script＞alert(1)＜/script＞", "<a href=\"http://x\"\"><script>1</script>",
]  # fmt: skip


@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_of_an_attack_is_left_active(text):
    inspected(render(text))
    inspected(render(f"before\n\n{text}\n\nafter"))
    plain = inspected(render_plain(text))
    assert set(plain.seen) <= {"p", "br"}


def test_what_looks_like_html_is_shown_as_it_was_written():
    shown = inspected(render("I wrote <b>bold</b> and <script>alert(1)</script>")).text
    assert shown.strip() == "I wrote <b>bold</b> and <script>alert(1)</script>"


@pytest.mark.parametrize(
    "text",
    ["[" * 1501, "![" * 4000, "[a](" * 1501, "<![CDATA[" * 1200, "[a](" * 1400 + "x" * 10_000,
     "a\n=\n" * 3000, "# a\n" * 3000, "***\n" * 3000, "\\" * 100_000, "\\``__&amp;" * 5000,
     "---](1. ![ " * 1400, ">" * 100_000, "x\n\n" * 20_000, "a" * 300_001],
)  # fmt: skip
def test_what_would_take_too_long_is_plain_text_under_a_note(text):
    rendered = render(text)
    assert rendered.startswith(f"<p><em>{PLAIN_NOTE}</em></p>\n")
    assert inspected(rendered).text.split("\n", 1)[1].startswith(text[:2].strip())


@pytest.mark.parametrize(
    "text",
    ["word " * 50_000, "> " * 300 + "a", "".join("    " * i + "- a\n" for i in range(60)),
     "[a](http://x.org) " * 1000, "A `b` c *d*.\n\n" * 5000, "| a | b |\n|-|-|\n" + "| 1 | 2 |\n" * 500],
)  # fmt: skip
def test_much_is_not_too_much(text):
    assert PLAIN_NOTE not in render(text)


def test_a_fault_in_the_parser_keeps_nobody_from_the_text(monkeypatch):
    def broken():
        raise RecursionError

    monkeypatch.setattr(markdown, "_parser", broken)
    assert render("my *day*") == f"<p><em>{PLAIN_NOTE}</em></p>\n<p>my *day*</p>"


def test_plain_text_keeps_lines_and_marks():
    assert (
        render_plain("\n*a*\n<b>\n\n\n# c\u202e\n") == "<p>*a*<br>\n&lt;b&gt;</p>\n<p># c\ufffd</p>"
    )
    assert render_plain("") == ""


PIECES = st.sampled_from(
    ["<", ">", "script", "img src=", "onerror=", "javascript:", "http://x.org", "[", "](", ")", "![",
     '"', "'", "`", "```\n", "*", "_", "~~", "|", "\n", "\n\n", "    ", "- ", "> ", "# ", "&#60;", "&",
     "\x02", "\x03", "klzzwxh:0", "\\", "a", " ", "=", "<!--", "-->", "[r]: ", "|-|\n", ":", "\u202e"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200))
def test_whatever_is_written_stays_on_the_list(text):
    inspected(render(text))

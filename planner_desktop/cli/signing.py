"""The commands that sign a PDF with a certificate, and say what its signatures are worth."""

from __future__ import annotations

from pathlib import Path

import click

from planner_desktop import whole_file
from planner_desktop.cli.arguments import PROBLEMS, as_json, file
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.cli.targets import refuse, wrote
from planner_desktop.errors import SigningError
from planner_desktop.i18n import _


@click.command("sign", help=_("Sign a place of the plan's PDF with a certificate."))
@click.argument("pdf", metavar="PLAN.pdf", type=file)
@click.argument("target", metavar="SIGNED.pdf", type=file)
@click.option("--key", type=file, metavar="FILE.p12", help=_("The certificate with its key, as a file (.p12, .pfx)."))
@click.option("--token", type=file, metavar="LIBRARY", help=_("Or on a token: its maker's PKCS#11 library."))
@click.option("--token-label", default="", help=_("The token, where there are several."))
@click.option("--certificate", default="", help=_("The label of the certificate, where the token holds several."))
@click.option("--password-file", type=file, help=_("A file with the password or PIN; else it is asked for."))
@click.option("--at", default="", metavar=_("PLACE"), help=_("Where: a field, or words that stand there."))
@click.option("--reason", default="", help=_("Why it is signed; shown beside the name."))
@click.option("--overwrite", is_flag=True, help=_("Replace files that exist already."))
def sign(
    pdf: Path, target: Path, key: Path | None, token: Path | None, token_label: str, certificate: str,
    password_file: Path | None, at: str, reason: str, overwrite: bool,
) -> None:  # fmt: skip
    """The first empty place is signed where none is named. Earlier signatures stay valid."""
    from planner_desktop.signing import library, sign
    from planner_desktop.signing.keys import key_of_file, key_of_token

    library.ask_for()
    if (key is None) == (token is None):
        raise SigningError(_("It is not said with what to sign"), _("Give --key FILE.p12, or --token LIBRARY."))
    if not overwrite or target.resolve() != pdf.resolve():
        refuse(pdf, [target], overwrite)
    secret = _secret(password_file)
    if key is not None:
        opened = key_of_file(key, secret)
    else:
        assert token is not None
        opened = key_of_token(token, secret, token_label, certificate)
    with opened as signer:
        place = sign.sign(pdf, target, signer, field=at, reason=reason)
    say(_("Signed: {place}").format(place=one_line(place.words or place.name)))
    wrote(target)


def _secret(password_file: Path | None) -> str:
    if password_file is None:
        return str(click.prompt(_("Password"), hide_input=True, default="", show_default=False, err=True))
    try:
        return password_file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SigningError(_("{path} cannot be read").format(path=password_file), whole_file.told(error)) from error


@click.command("signatures", help=_("Say who signed a PDF, when, and whether it was changed since."))
@click.argument("pdf", metavar="PLAN.pdf", type=file)
@click.option("--trust", type=file, multiple=True, metavar="FILE.pem", help=_("A certificate that is trusted."))
@as_json
@click.pass_context
def signatures(context: click.Context, pdf: Path, trust: tuple[Path, ...], as_json: bool) -> None:
    """Exit status 1 where a signature does not hold, or its certificate is not trusted though some are named."""
    from planner_desktop.signing import verify
    from planner_desktop.thai.dates import format_moment

    found = verify.signatures(pdf, trust)
    if as_json:
        say_json([signature.as_data() for signature in found])
    else:
        for each in found:
            when = format_moment(each.when) if each.when else _("at a time that is not said")
            say(f"{one_line(each.words or each.field)}: {one_line(each.name)}, {when}")
            say(f"    {one_line(verify.told(each))}")
        if not found:
            say(_("Nobody has signed it yet."))
    context.exit(0 if all(each.holds for each in found) else PROBLEMS)

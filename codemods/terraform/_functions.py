"""The functions of Terraform's language: how many arguments each takes, and what those are called that it has not."""

from __future__ import annotations

# How many arguments at least and at most (None: any number) -> names. `terraform metadata functions -json`, 1.11;
# `convert` is of 1.15.
_BY_NUMBER: dict[tuple[int, int | None], str] = {
    (0, 0): """
        plantimestamp timestamp uuid
    """,
    (0, None): """
        coalesce coalescelist concat max merge min range setproduct try
    """,
    (1, 1): """
        abs abspath alltrue anytrue base64decode base64encode base64gzip base64sha256 base64sha512 basename
        can ceil chomp cidrnetmask compact csvdecode dirname distinct ephemeralasnull file filebase64
        filebase64sha256 filebase64sha512 fileexists filemd5 filesha1 filesha256 filesha512 flatten floor
        issensitive jsondecode jsonencode keys length lower md5 nonsensitive one pathexpand reverse
        sensitive sha1 sha256 sha512 signum sort strrev sum title tobool tolist tomap tonumber toset
        tostring transpose trimspace upper urlencode values yamldecode yamlencode
    """,
    (1, None): """
        bcrypt cidrsubnets format formatlist join setintersection setunion
    """,
    (2, 2): """
        chunklist cidrhost contains convert element endswith fileset formatdate indent index log parseint pow regex
        regexall rsadecrypt setsubtract split startswith strcontains templatefile templatestring
        textdecodebase64 textencodebase64 timeadd timecmp trim trimprefix trimsuffix uuidv5 zipmap
    """,
    (2, None): """
        lookup
    """,
    (3, 3): """
        cidrsubnet matchkeys replace slice substr
    """,
}

#: Name of a function -> how many arguments it takes at least and at most, None for any number.
FUNCTIONS: dict[str, tuple[int, int | None]] = {
    name: number for number, names in _BY_NUMBER.items() for name in names.split()
}

#: Functions of other languages, or of Terraform 0.11 -> that of Terraform which takes the same and gives the same
#: (Terraform, "Built-in Functions"; 0.11: "Interpolation Syntax").
RENAMED: dict[str, str] = {
    "base64": "base64encode",
    "base64_decode": "base64decode",
    "base64_encode": "base64encode",
    "ends_with": "endswith",
    "file_exists": "fileexists",
    "fromjson": "jsondecode",
    "json_decode": "jsondecode",
    "json_encode": "jsonencode",
    "jsonparse": "jsondecode",
    "len": "length",
    "lowercase": "lower",
    "now": "timestamp",
    "parsejson": "jsondecode",
    "size": "length",
    "starts_with": "startswith",
    "str": "tostring",
    "string": "tostring",
    "strlen": "length",
    "tojson": "jsonencode",
    "tolower": "lower",
    "toupper": "upper",
    "unique": "distinct",
    "uppercase": "upper",
}

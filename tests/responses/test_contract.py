"""What prompts demand of the form of an answer, and what they only seem to."""

from __future__ import annotations

import pytest

from tffix.config import parse_config, validate_sections
from tffix.responses import Contract, contract_from, read_contract
from tffix.responses.contract import CONTRACT_OPTIONS, SETTINGS, is_set
from tffix.rules.registry import declared_options, load_rule


def demanded(prompt: str) -> dict[str, object]:
    """The settings that a prompt makes."""
    contract = read_contract(prompt)
    return {name: getattr(contract, name) for name in SETTINGS if is_set(getattr(contract, name))}


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("Return exactly one fenced code block.", {"blocks": "one"}),
        ("Put all of the code in a single code block.", {"blocks": "one"}),
        ("Please answer with just one markdown code block", {"blocks": "one"}),
        ("Your response must be one code block labelled `hcl`.", {"blocks": "one", "language": "hcl"}),
        ("Wrap everything inside one HCL code block.", {"blocks": "one", "language": "hcl"}),
        ("Give each file its own code block.", {"blocks": "per-file"}),
        ("Use one code block per file.", {"blocks": "per-file"}),
        ("Each file should be in a separate fenced code block.", {"blocks": "per-file"}),
        ("Reply with only the Terraform code.", {"text_outside": False}),
        ("Output only valid HCL, nothing else.", {"text_outside": False}),
        ("No explanations, no prose.", {"text_outside": False}),
        ("Do not include any text outside the code block.", {"text_outside": False}),
        ("Code only, please.", {"text_outside": False}),
        ("Do not add any provider blocks.", {"provider_blocks": False}),
        ("It must not define a provider, that is done elsewhere.", {"provider_blocks": False}),
        ("Don't use any external modules.", {"modules": "local"}),
        ("Without relying on third-party modules.", {"modules": "local"}),
        ("No modules, please.", {"modules": "none"}),
        ("Do not include any other text outside the code block.", {"text_outside": False}),
        ("Provider configuration must not be included.", {"provider_blocks": False}),
        ("Omit the provider block.", {"provider_blocks": False}),
        ("Do not split the code across multiple files.", {"only_files": True}),
        ("Please provide your solution as a single main.tf.", {"files": ("main.tf",), "only_files": True}),
        ("The file must be named `stack.tf`.", {"files": ("stack.tf",)}),
        ("Put variables in variables.tf and the rest in main.tf.", {"files": ("variables.tf", "main.tf")}),
        ("Begin each file with a comment containing its path.", {"named": True}),
        (
            "You must define the following variables: `cidr`, `env`, and `owner`.",
            {"variables": ("cidr", "env", "owner")},
        ),
        ("Include an `environment_suffix` variable.", {"variables": ("environment_suffix",)}),
        ("Output `alb_dns_name` and `rds_endpoint`.", {"outputs": ("alb_dns_name", "rds_endpoint")}),
        ("I already have a provider.tf.", {"existing": ("provider.tf",)}),
        ("Do not output `backend.tf`.", {"existing": ("backend.tf",)}),
        ("The provider is set up in a separate providers.tf file.", {"existing": ("providers.tf",)}),
        ("Create a single Terraform file named stack.tf.", {"files": ("stack.tf",), "only_files": True}),
        ("Everything should go in ./lib/stack.tf.", {"files": ("stack.tf",), "only_files": True}),
        ("I need one Terraform file for all of this.", {"only_files": True}),
        ("Generate only two files: main.tf and outputs.tf.", {"files": ("main.tf", "outputs.tf"), "only_files": True}),
        ("Provide main.tf, variables.tf and outputs.tf.", {"files": ("main.tf", "variables.tf", "outputs.tf")}),
        ("Organize the code into separate files (vpc.tf, iam.tf).", {"files": ("vpc.tf", "iam.tf")}),
        ("Label each block with the file name.", {"named": True}),
        ("The first line must be the comment `# stack.tf`.", {"first_line": "# stack.tf"}),
        ("Declare a variable named `region`.", {"variables": ("region",)}),
        ('It must declare `variable "region"`.', {"variables": ("region",)}),
        ("Add an output called vpc_id.", {"outputs": ("vpc_id",)}),
        (
            "The outputs we need: vpc_id, subnet_ids, and alb_dns_name.",
            {"outputs": ("vpc_id", "subnet_ids", "alb_dns_name")},
        ),
    ],
)
def test_demands(prompt: str, expected: dict[str, object]) -> None:
    assert demanded(prompt) == expected


@pytest.mark.parametrize(
    "prompt",
    [
        "No explanation is needed.",
        "No external modules are required, but you may use them.",
        "Explain the code in comments.",
        "Use modules where it makes sense.",
        "Do not reference existing modules.",
        "Write one Lambda function per queue, in a single file per function.",
        "Not one giant main.tf file, please.",
        "Each environment has its own state file.",
        "The provider version must be pinned.",
        "Output the VPC ID and the subnet IDs.",
        "It exposes outputs such as vpc_id, subnet_ids and alb_arn.",
        "Put the code block of the handler into the template.",
        "The bucket policy must not allow public access outside of the account.",
        "Nothing outside the VPC may reach the database.",
        "Environment variables: `TABLE`, `BUCKET`.",
        "No modules from the registry that nobody maintains.",
        "Return only the code 200 on success.",
        "Answer with a 403 and no explanation.",
        "There is no duplication, only the code that is needed.",
        "We already have main.tf with the VPC, extend it.",
        "For every module provide main.tf and outputs.tf.",
        "The Lambda code should live in one file, index.py.",
        "Use one configuration file per environment.",
        "The repository has main.tf, variables.tf and outputs.tf.",
        "The output artifact: `SourceOutput`.",
        "Output the VPC ID and the DNS name.",
        "Only code that was reviewed is deployed.",
        "Split it, for example into network.tf and compute.tf.",
        "Call it main.tf or stack.tf.",
        "We use dev.tfvars and prod.tfvars for the environments.",
    ],
)
def test_what_only_looks_like_a_demand(prompt: str) -> None:
    assert demanded(prompt) == {}


def test_lists_under_headings() -> None:
    prompt = (
        "# Network\n\n## Files to create\n\n- `main.tf` with the VPC\n- Outputs (outputs.tf) for others\n"
        "- network.tf or vpc.tf\n\n## Variables (declare all)\n\n- `region` (string)\n- VPC: `cidr`, `zones` (list)\n"
        "- tags for everything\n\n## Required outputs\n\n- vpc_id\n- subnet_ids (list)\n- the ARN of the queue\n"
    )
    assert demanded(prompt) == {
        "files": ("main.tf", "outputs.tf"),
        "variables": ("region", "cidr", "zones"),
        "outputs": ("vpc_id", "subnet_ids"),
    }


def test_every_demand_has_its_sentence_and_line() -> None:
    contract = read_contract("# Task\n\nBuild a queue. **Return exactly one** code block\nlabeled `hcl`; no prose.\n")
    assert [(d.kind, d.line, d.value) for d in contract.demands] == [
        ("blocks", 3, "one"),
        ("language", 3, "hcl"),
        ("text_outside", 3, "no"),
    ]
    assert contract.demands[0].sentence == "Return exactly one code block labeled `hcl`"


def test_sentences_go_on_in_the_next_line() -> None:
    wrapped = "Please write all of the Terraform that is described above in one file\nnamed `stack.tf`, and no more.\n"
    assert demanded(wrapped) == {"files": ("stack.tf",), "only_files": True}


def test_code_in_the_prompt_demands_nothing() -> None:
    assert demanded("This is what we have:\n\n```hcl\n# Return only one code block. No modules.\n```\n") == {}


def test_contradictions_count_for_nothing_and_are_listed() -> None:
    contract = read_contract("Create a single file named main.tf.\n\nPut everything in stack.tf.\n\nNo modules.\n")
    assert (contract.files, contract.only_files, contract.modules) == ((), None, "none")
    assert [(d.line, d.kind) for d in contract.not_understood] == [(1, ""), (3, "")]


def test_a_file_both_demanded_and_there_is_neither() -> None:
    contract = read_contract("Create main.tf and provider.tf files. I already have provider.tf.\n")
    assert (contract.files, contract.existing) == (("main.tf",), ())
    assert len(contract.not_understood) == 2


def test_a_demand_for_no_fence_at_all_is_not_understood() -> None:
    contract = read_contract("Return only the HCL, no markdown fences.\n")
    assert contract.text_outside is False
    assert [d.line for d in contract.not_understood] == [1]


def test_what_was_not_understood_is_listed() -> None:
    contract = read_contract("The queue is encrypted.\n\nFormat the fenced block the usual way.\n\nDo not summarize.\n")
    assert [(d.line, d.sentence) for d in contract.not_understood] == [
        (3, "Format the fenced block the usual way."),
        (5, "Do not summarize."),
    ]


def test_configuration_wins_setting_by_setting() -> None:
    text = '[contract]\nblocks = "per-file"\ntext-outside = true\nfiles = ["a.tf"]\n'
    config = parse_config(text, "c.toml")
    declared = declared_options([load_rule("response-missing-file")])
    configured = contract_from(validate_sections(config, declared))
    prompt = read_contract("Return one code block labeled `hcl`. No text outside the block. Create b.tf.\n")
    both = configured.over(prompt)
    assert (both.blocks, both.text_outside, both.files, both.language) == ("per-file", True, ("a.tf",), "hcl")
    assert [(d.kind, d.line) for d in both.demands] == [
        ("blocks", 0),
        ("files", 0),
        ("text_outside", 0),
        ("language", 1),
    ]


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("Return one code block.", True),
        ("Create a single file named main.tf. Only the code, no explanations.", True),
        ("Create a single file named main.tf.", False),
        ("Only the code, no explanations.", False),
        ("Create main.tf, a.tf and b.tf. Only the code, no explanations.", False),
        ("Write everything in main.tf. Only the code. Each file in its own code block.", False),
    ],
)
def test_one_file_and_nothing_else_is_one_block(prompt: str, expected: bool) -> None:
    assert read_contract(prompt).is_one_block is expected


def test_options_and_settings_are_the_same() -> None:
    assert [option.name.replace("-", "_") for option in CONTRACT_OPTIONS] == list(SETTINGS)
    assert contract_from({}) == Contract()


@pytest.mark.parametrize(
    "prompt", ["", "\n", "```", "a" * 100_000, "x.tf " * 5000, "- `a`, " * 3000, "(" * 5000, "create " * 20_000]
)
def test_odd_prompts(prompt: str) -> None:
    read_contract(prompt)

"""What pyproject.toml cannot say: the packages below `codemods/` are installed below `tffix_codemods`.

A top-level package called `codemods` would collide with a folder of that name in a user's own repository.
"""

from setuptools import find_packages, setup

setup(
    packages=[
        *find_packages(include=["tffix", "tffix.*"]),
        "tffix_codemods",
        *(f"tffix_codemods.{name}" for name in find_packages("codemods")),
    ],
    package_dir={"tffix": "tffix", "tffix_codemods": "codemods"},
)

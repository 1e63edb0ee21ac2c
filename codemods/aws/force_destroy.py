"""Rule `force-destroy`."""

from __future__ import annotations

from ._destroy_flags import DestroySwitch, Flag, table


class ForceDestroy(DestroySwitch):
    """Container that is not destroyed while something is in it, or is, whichever is the wrong one for the stack.

    ## Why is this bad?
    A bucket with objects, a repository with images, a vault with recovery points: `terraform destroy` fails at each of
    them, and a stack for tests stays where it is. A secret keeps its name for a month, so that the stack cannot be
    made again. In production nobody wants all of that to go with one slip.

    ## Example
    ```toml
    [destroy]
    direction = "destroyable"
    ```
    ```hcl
    resource "aws_s3_bucket" "reports" {
      bucket = "reports"
    }

    resource "aws_ecr_repository" "api" {
      name         = "api"
      force_delete = false
    }
    ```
    Use instead:
    ```hcl
    resource "aws_s3_bucket" "reports" {
      bucket        = "reports"
      force_destroy = true
    }

    resource "aws_ecr_repository" "api" {
      name         = "api"
      force_delete = true
    }
    ```
    Only you know which is right: without the option nothing is said. With `protected`, what is `true` becomes `false`,
    and a secret without recovery gets 30 days. What depends on an environment is left alone. Where the value is the
    default of a variable that nobody else sets, the default changes.

    ## Fix safety
    Unsafe, in both directions: it is what the next destroy does, and what is in there is lost with it or not.

    ## Options
    In the section `[destroy]`, with `blocks-destroy`: `direction` is `destroyable` or `protected`. Default: none.

    ## References
    AWS provider, `force_destroy`, `force_delete` and `recovery_window_in_days` of the resources
    """

    name = "force-destroy"
    subject = "Destroying"
    kept = "{} is not destroyed with what is in it."
    freed = "{} is destroyed with all that is in it."
    # Source: "Argument Reference" of each resource, and schemas (5.100 and 6.47).
    flags = table(
        (
            "aws_athena_database aws_athena_workgroup aws_backup_vault aws_ecrpublic_repository aws_iam_user "
            "aws_route53_zone aws_s3_bucket aws_s3_directory_bucket",
            Flag("force_destroy", False, True, False),
        ),
        (
            "aws_s3tables_table_bucket aws_s3vectors_vector_bucket",
            Flag("force_destroy", False, True, False, is_set=False),
        ),
        ("aws_ecr_repository", Flag("force_delete", False, True, False)),
        ("aws_secretsmanager_secret", Flag("recovery_window_in_days", 30, 0, 30)),
    )

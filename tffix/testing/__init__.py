"""Golden cases for rules, tffix' own and those of others."""

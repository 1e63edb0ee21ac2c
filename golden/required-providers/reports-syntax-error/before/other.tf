locals {
  x = [1,

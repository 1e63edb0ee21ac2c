#!/bin/bash
# placeholder: replace with the real script

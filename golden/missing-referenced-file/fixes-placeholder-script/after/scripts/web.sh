#!/bin/bash
# placeholder: replace with the real script
# variables: region, port, queue

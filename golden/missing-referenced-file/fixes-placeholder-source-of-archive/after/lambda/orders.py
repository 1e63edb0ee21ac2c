# placeholder: replace with the real handler
def run(event, context):
    raise NotImplementedError("placeholder: replace with the real handler")

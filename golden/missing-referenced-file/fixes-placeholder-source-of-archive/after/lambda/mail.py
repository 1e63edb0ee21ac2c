# placeholder: replace with the real handler
def handler(event, context):
    raise NotImplementedError("placeholder: replace with the real handler")

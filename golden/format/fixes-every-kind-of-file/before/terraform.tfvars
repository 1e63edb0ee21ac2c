name="logs"

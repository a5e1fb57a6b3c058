print("castline")

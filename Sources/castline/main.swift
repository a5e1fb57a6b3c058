import ArgumentParser
import Logging
import Yams
print("x")

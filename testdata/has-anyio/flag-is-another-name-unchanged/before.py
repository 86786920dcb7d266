class FLAG_HOLDER:
    FLAG = True


def read(FLAG, other):
    if FLAG or FLAG_HOLDER.FLAG or other.FLAG:
        return "FLAG"

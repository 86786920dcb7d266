LOCKS = {}

from before import Cache


class Other(Cache):
    def get_lock(self):
        return super().get_lock()

package dev.belay.local.host;

import dev.belay.local.backend.Backend;
import dev.belay.local.backend.MemoryBackend;

class MemorySingleProcessTest extends SingleProcessContract {
    @Override
    Backend openBackend() {
        return new MemoryBackend();
    }
}

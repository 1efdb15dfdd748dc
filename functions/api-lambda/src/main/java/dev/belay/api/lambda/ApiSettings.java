package dev.belay.api.lambda;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What the stack tells the functions of the API besides the settings of all.
@ConfigMapping(prefix = "belay.api")
public interface ApiSettings {
    /// A function that is not told to write does not.
    @WithDefault("read")
    Access access();

    /// What a function of the API may do.
    enum Access {
        READ,
        WRITE
    }
}

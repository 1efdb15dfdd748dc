package dev.belay.emulators;

import com.typesafe.config.ConfigFactory;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The emulators log each request through four logging libraries unless told not to, before their
/// first class loads. What somebody has set already is left alone.
final class Logs {
    /// Held, because the log manager holds loggers weakly and forgets their level with them.
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

    private Logs() {}

    static void silence() {
        setUnlessSet("pekko.loglevel", "OFF");
        setUnlessSet("pekko.stdout-loglevel", "OFF");
        setUnlessSet("log4j2.StatusLogger.level", "OFF");
        setUnlessSet("org.apache.logging.log4j.simplelog.level", "OFF");
        setUnlessSet("org.eclipse.jetty.LEVEL", "OFF");
        ConfigFactory.invalidateCaches();
        SQLITE.setLevel(Level.OFF);
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}

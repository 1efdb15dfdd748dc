package dev.belay.testkit.mutation;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// A whole engine, loaded anew with one class replaced by a mutation of it.
final class Mutant implements AutoCloseable {
    private final Path directory;
    private final Loader loader;
    private final BiFunction<Long, String, @Nullable String> seeds;

    private Mutant(Path directory) {
        this.directory = directory;
        this.loader = new Loader(directory);
        try {
            @SuppressWarnings("unchecked")
            var loaded =
                    (BiFunction<Long, String, @Nullable String>)
                            loader.loadClass(Seeds.class.getName())
                                    .getDeclaredConstructor()
                                    .newInstance();
            this.seeds = loaded;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The engine as it is, brought into memory in the same way.
    static Mutant none() throws IOException {
        return new Mutant(Files.createTempDirectory("mutant"));
    }

    /// @param root of the repository, where the sources are
    static Mutant of(Mutation mutation, Path root) throws IOException {
        String changed = mutation.apply(Files.readString(root.resolve(mutation.file())));
        Path directory = Files.createTempDirectory("mutant");
        Path name = Path.of(mutation.file()).getFileName();
        Path source = directory.resolve(String.valueOf(name));
        Files.writeString(source, changed);
        compile(mutation, source, directory);
        return new Mutant(directory);
    }

    private static void compile(Mutation mutation, Path source, Path directory) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        var options =
                List.of("-proc:none", "-nowarn", "-parameters", "-d", directory.toString(), "-cp");
        var all = new ArrayList<>(options);
        all.add(classPath());
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task =
                    compiler.getTask(
                            said, files, null, all, null, files.getJavaFileObjects(source));
            if (!task.call()) {
                throw new IllegalArgumentException(
                        "mutation '%s' does not compile:%n%s".formatted(mutation.name(), said));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    /// The promise that a seed breaks, its name first; null where it keeps all.
    @Nullable String broken(long seed, String workflow) {
        return seeds.apply(seed, workflow);
    }

    @Override
    public void close() throws IOException {
        loader.close();
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Loads all that is Belay's itself, the mutant's class from its directory; what is not Belay's
    /// is shared.
    private static final class Loader extends URLClassLoader {
        Loader(Path mutated) {
            super(urls(mutated), Mutant.class.getClassLoader());
        }

        private static URL[] urls(Path mutated) {
            var urls = new ArrayList<URL>();
            try {
                urls.add(mutated.toUri().toURL());
                for (String entry : classPath().split(File.pathSeparator, -1)) {
                    urls.add(Path.of(entry).toUri().toURL());
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return urls.toArray(URL[]::new);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("dev.belay.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}

package dev.belay.functions.http;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.IOException;
import java.io.InputStream;

/// Takes the place of the client's decoder for Brotli in a native binary, which is linked when it
/// is built: the decoder is for a library that is not here. The client asks for Brotli only where
/// it finds that library.
@TargetClass(className = "org.apache.hc.client5.http.entity.BrotliInputStreamFactory")
final class WithoutBrotli {
    @Substitute
    @SuppressWarnings({"DoNotCallSuggester", "MethodCanBeStatic"}) // As what it replaces.
    public InputStream create(InputStream compressed) throws IOException {
        throw new IOException("the answer is compressed with Brotli, which nobody asked for");
    }
}

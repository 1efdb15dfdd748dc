package dev.belay.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: the template is one that SAM accepts.
///
/// Method: SAM's own JSON schema, where `-Dbelay-test.sam-schema=<file>` names it. It belongs to
/// SAM and is not kept here.
class SamSchemaTest {
    private static Schema schema;

    @BeforeAll
    static void readSchema() throws IOException {
        String file = System.getProperty("belay-test.sam-schema", "");
        assumeTrue(
                !file.isEmpty(),
                "SAM's schema is not checked: name the file in -Dbelay-test.sam-schema=<sam.schema.json>");
        schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                        .getSchema(new ObjectMapper().readTree(Path.of(file).toFile()));
    }

    @Test
    void the_template_is_one_of_sam() {
        assertThat(errors(Sam.content())).isEmpty();
    }

    @Test
    void a_property_that_sam_does_not_know_is_found() {
        JsonNode content = Sam.content();
        ((ObjectNode) content.at("/Resources/QueryFunction/Properties")).put("Tiemout", 30);

        assertThat(errors(content)).isNotEmpty();
    }

    private static List<Error> errors(JsonNode content) {
        return schema.validate(content);
    }
}

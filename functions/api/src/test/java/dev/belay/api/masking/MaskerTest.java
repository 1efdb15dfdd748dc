package dev.belay.api.masking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskerTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private final Masker masker = new Masker(List.of("Shoe-Size"));

    private static JsonNode json(String text) throws Exception {
        return MAPPER.readTree(text.replace('\'', '"'));
    }

    @Test
    void names_count_in_any_case_and_at_any_depth() throws Exception {
        JsonNode masked =
                masker.mask(
                        json(
                                "{'a':[{'PASSWORD':'x','shoeSize':43,'api-key':{'deep':1}}],'pass':'shown'}"));

        assertThat(masked)
                .isEqualTo(
                        json(
                                "{'a':[{'PASSWORD':'[masked]','shoeSize':'[masked]','api-key':'[masked]'}],'pass':'shown'}"));
    }

    @Test
    void a_field_without_a_value_shows_that_it_has_none() throws Exception {
        assertThat(masker.mask(json("{'password':null}"))).isEqualTo(json("{'password':null}"));
    }

    @Test
    void of_an_event_only_payloads_and_the_memo_are_masked() throws Exception {
        JsonNode masked =
                masker.maskEvent(
                        json(
                                "{'token':'part of the event','input':{'json':{'token':'t'}},'raw':{'base64':'c2VjcmV0'},'memo':{'secret':'s','trigger':'kept'}}"));

        assertThat(masked)
                .isEqualTo(
                        json(
                                "{'token':'part of the event','input':{'json':{'token':'[masked]'}},'raw':{'base64':'[masked]'},'memo':{'secret':'[masked]','trigger':'kept'}}"));
    }
}

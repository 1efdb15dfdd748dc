package dev.belay.functions.http.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.model.Workspace;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnvironmentSecretsTest {
    private static final EnvironmentSecrets SECRETS =
            new EnvironmentSecrets(
                    Map.of(
                            "BELAY_SECRET_SHOP_LOGIN", "default's",
                            "BELAY_SECRET_ACME__TOKEN", "acme's",
                            "BELAY_SECRET_ACME_CORP__TOKEN", "acme corp's",
                            "BELAY_SECRET_A__B__C", "nobody's"));

    @ParameterizedTest
    @CsvSource({
        "default,shop-login,default's",
        "default,SHOP_LOGIN,default's",
        "acme,token,acme's",
        "acme-corp,token,acme corp's"
    })
    void a_workspace_has_its_own_variables(String workspace, String name, String value) {
        assertThat(SECRETS.secret(new Workspace(workspace), name)).hasValue(value);
    }

    @ParameterizedTest
    @CsvSource({
        "default,ACME__TOKEN",
        "default,acme--token",
        "default,acme-_token",
        "acme,corp__token",
        "acme,shop-login",
        "acme.corp,token",
        "acme_corp,token",
        "a--b,c",
        "a,b__c",
        "default,''",
        "default,a.b"
    })
    void no_spelling_leads_to_another_workspaces_secret(String workspace, String name) {
        assertThat(SECRETS.secret(new Workspace(workspace), name)).isEmpty();
    }

    @Test
    void secrets_in_memory_are_one_workspaces_as_well() {
        var secrets = new InMemorySecrets().put(Workspace.DEFAULT, "a", "1");

        assertThat(secrets.secret(Workspace.DEFAULT, "a")).hasValue("1");
        assertThat(secrets.secret(new Workspace("other"), "a")).isEmpty();
    }
}

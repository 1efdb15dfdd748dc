package dev.belay.local.cli;

import dev.belay.stack.Finding;
import dev.belay.stack.Lint;
import dev.belay.stack.StackReader;
import dev.belay.stack.Template;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "lint-template",
        description = {
            "Check a template of SAM or CloudFormation for what no schema checks:",
            "visibility, dead letters, alarms, permissions, encryption and recovery."
        })
final class LintTemplateCommand extends BelayCommand {
    @Parameters(paramLabel = "TEMPLATE", description = "A template in YAML or JSON.")
    Path template = Path.of("template.yaml");

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "A parameter that differs from its default.")
    Map<String, String> parameters = Map.of();

    @Override
    public Integer call() {
        List<Finding> findings = findings();
        if (options.json) {
            var document = new LinkedHashMap<String, Object>();
            document.put("findings", findings);
            printJson(document);
        } else {
            findings.forEach(finding -> print(finding.text()));
            print(
                    findings.isEmpty()
                            ? "%s keeps every rule".formatted(template)
                            : "%d findings; docs/reference/deployment.md has the rules"
                                    .formatted(findings.size()));
        }
        return findings.isEmpty() ? Exit.OK : Exit.FAILED;
    }

    private List<Finding> findings() {
        try {
            return Lint.check(StackReader.read(Template.read(template, parameters)));
        } catch (IllegalArgumentException | UncheckedIOException wrong) {
            throw usage(String.valueOf(wrong.getMessage()));
        }
    }
}

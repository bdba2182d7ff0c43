package io.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.config.DialConfig.Refusal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialConfigTest {
    private static final DialPlan BRITISH = new DialPlan("44", List.of("00"), "0");

    @TempDir
    Path home;

    private static DialConfig british(String... rules) {
        DialConfig standard = DialConfig.DEFAULT;
        return new DialConfig(true, BRITISH, List.of(), Map.of(), Map.of(), standard.caps()).allowing(rules);
    }

    private static Optional<Refusal> refusal(DialConfig dial, String address) {
        return dial.refusal(address, false, "bank", "carrier");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+442079460000",
                "+44 (20) 7946-0000",
                "0044.20.7946.0000",
                "02079460000",
                "020 7946 0000",
                "%2B442079460000",
                "%2b44%32079460000",
                "tel:+44-20-7946-0000",
                "tel:79460000;phone-context=+4420",
                "sip:+442079460000@192.0.2.1;user=phone",
                "sips:%30%30442079460000@192.0.2.1",
                "+442079460000;ext=12"
            })
    void everySpellingOfANumberIsThatNumber(String address) {
        assertThat(refusal(british("+4420*"), address)).isEmpty();
        assertThat(refusal(british("+4421*"), address)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "+4420*, +442079460000, ",
        "+4420*, +442179460000, NOT_ALLOWED",
        "+4420*, 442079460000, NOT_ALLOWED",
        "+442079460000, +442079460000, ",
        "+442079460000, +4420794600001, NOT_ALLOWED",
        "2*, 200, ",
        "2*, 2079460000, NOT_ALLOWED",
        "2*, +2079460000, NOT_ALLOWED",
        "200, 200, ",
        "200, 201, NOT_ALLOWED",
        "/[0-9]{3}/, 345, ",
        "/[0-9]{3}/, 3456, NOT_ALLOWED",
        "*72, *72, ",
        "names, *72, NOT_ALLOWED",
        "*, *72, NOT_ALLOWED",
        "*, +33142685300, ",
        "names, desk, ",
        "names, 200, NOT_ALLOWED",
        "names, desk0044901234567, UNREADABLE",
        "names, room207, ",
        "names, room112, EMERGENCY",
        "desk, desk, ",
        "desk, Desk, NOT_ALLOWED",
        "+*, +33142685300, ",
    })
    void aRuleAllowsWhatItSays(String rule, String address, Refusal refusal) {
        assertThat(refusal(british(rule), address)).isEqualTo(Optional.ofNullable(refusal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "++442079460000",
                "+0442079460000",
                "0000442079460000",
                "+44207946000012345",
                "+44207946;phone-context=+44",
                "200;rn=+44900123456",
                "200;phone-context=%2B44;tgrp=x",
                "%252B442079460000",
                "\u0660\u0660442079460000",
                "+442079460000%00",
                "+44207946000p1",
                "1-900-FLOWERS",
                "200@192.0.2.1",
                "sip:@911@192.0.2.1"
            })
    void whatCanBeReadInTwoWaysIsNotDialled(String address) {
        assertThat(refusal(british("*", "names", "+*", "2*"), address)).contains(Refusal.UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "112, EMERGENCY",
        "9 112, EMERGENCY",
        "0112, EMERGENCY",
        "911, EMERGENCY",
        "999, EMERGENCY",
        "1-1-2, EMERGENCY",
        "%31%31%32, EMERGENCY",
        "112;phone-context=example.org, EMERGENCY",
        "118118, SHORT",
        "+449012345678, PREMIUM",
        "09012345678, PREMIUM",
        "00449012345678, PREMIUM",
        "+44 (0)901 2345678, PREMIUM",
        "449012345678, PREMIUM",
        "9-09012345678, PREMIUM",
        "+19005550100, PREMIUM",
        "+18765550100, PREMIUM",
        "+49900123456, PREMIUM",
        "+881612345678, PREMIUM",
    })
    void whatIsSpecialIsDialledOnlyWhereARuleNamesIt(String address, Refusal refusal) {
        assertThat(refusal(british("*", "+*", "+44*", "1*", "9*", "/.*/"), address))
                .contains(refusal);
    }

    @Test
    void aRuleNamesASpecialNumberByLyingWithinItsRange() {
        assertThat(refusal(british("112"), "112")).isEmpty();
        assertThat(refusal(british("112*", "11*"), "112")).contains(Refusal.EMERGENCY);
        assertThat(refusal(british("+44901*"), "+449012345678")).isEmpty();
        assertThat(refusal(british("+44901*"), "+449022345678")).contains(Refusal.PREMIUM);
        assertThat(refusal(british("+449012345678"), "09012345678")).isEmpty();
        assertThat(refusal(british("+1876*"), "+18765550100")).isEmpty();
    }

    /** Any country's emergency calls may be this one's, and a number within it may be one that costs. */
    @ParameterizedTest
    @CsvSource({
        "1*, 117, EMERGENCY",
        "1*, 118118, SHORT",
        "/[0-9]+/, 144, EMERGENCY",
        "144, 144, ",
        "2*, 200, ",
        "names, room117, ",
        "names, room112, EMERGENCY",
        "*, 0900123456, NOT_ALLOWED",
        "/[0-9]+/, 0900123456, NOT_ALLOWED",
        "0900123456, 0900123456, ",
        "*, +442079460000, ",
        "*, 200, ",
    })
    void withoutACountryABroadRuleReachesNothingSpecial(String rule, String address, Refusal refusal) {
        assertThat(refusal(DialConfig.DEFAULT.allowing(rule), address)).isEqualTo(Optional.ofNullable(refusal));
    }

    @Test
    void anAgentAndATrunkHaveRulesOfTheirOwnBesides() {
        DialConfig dial = new DialConfig(
                true,
                BRITISH,
                List.of(new DialRule("+44*"), new DialRule("2*")),
                Map.of("bank", List.of(new DialRule("+4420*"))),
                Map.of("carrier", List.of(new DialRule("+*"))),
                DialCaps.DEFAULT);

        assertThat(dial.refusal("+442079460000", false, "bank", "carrier")).isEmpty();
        assertThat(dial.refusal("+441179460000", false, "bank", "carrier")).contains(Refusal.NOT_FOR_AGENT);
        assertThat(dial.refusal("+441179460000", false, "clinic", "carrier")).isEmpty();
        assertThat(dial.refusal("200", false, "clinic", "carrier")).contains(Refusal.NOT_BY_TRUNK);
        assertThat(dial.refusal("200", false, "clinic", "pbx")).isEmpty();
        assertThat(dial.refusal("+442079460000", false, null, "pbx")).isEmpty();
    }

    @Test
    void withoutRulesNamesAndOwnTelephonesAreCalled() {
        DialConfig standard = DialConfig.DEFAULT;

        assertThat(refusal(standard, "sip:desk@192.0.2.1")).isEmpty();
        assertThat(refusal(standard, "sip:192.0.2.1")).isEmpty();
        assertThat(standard.refusal("200", true, "bank", "users")).isEmpty();
        assertThat(refusal(standard, "200")).contains(Refusal.NOT_ALLOWED);
        assertThat(refusal(standard, "+442079460000")).contains(Refusal.NOT_ALLOWED);
    }

    @Test
    void switchedOffNobodyIsCalled() {
        assertThat(DialConfig.DEFAULT.switched(false).refusal("ann", true, "bank", "users"))
                .contains(Refusal.SWITCHED_OFF);
    }

    @Test
    void theFileSaysWhatIsWrongWithIt() {
        Cases.write(home.resolve("parley.yaml"), """
                parley: 1
                agents: [shop]
                dial:
                  enabled: maybe
                  country: "044"
                  international: [x]
                  national: "0a"
                  allow: [names, "/[/", "+44 20*", "a*"]
                  agents: { shop: ["++44"] }
                  caps: { per-call: -1, agent: { hour: x }, length: 2d }
                """);
        Cases.write(home.resolve("shop/agent.yaml"), "parley: 1");

        assertThat(Cases.problems(home, () -> ParleyConfig.load(home.resolve("parley.yaml"))))
                .anyMatch(line -> line.contains("dial.enabled: found 'maybe', expected true or false"))
                .anyMatch(line -> line.contains("dial.country: found '044', expected a country code"))
                .anyMatch(line -> line.contains("dial.national: found '0a', expected digits"))
                .anyMatch(line -> line.contains("dial.international[0]: found 'x', expected digits"))
                .anyMatch(line -> line.contains("dial.allow[1]: found '/[/', expected names, users"))
                .anyMatch(line -> line.contains("dial.allow[3]: found 'a*', expected names, users"))
                .anyMatch(line -> line.contains("dial.agents.shop[0]: found '++44', expected names, users"))
                .anyMatch(line -> line.contains("dial.caps.per-call: found '-1'"))
                .anyMatch(line -> line.contains("dial.caps.agent.hour: found 'x'"))
                .noneMatch(line -> line.contains("allow[2]"));
    }

    @Test
    void moreRulesThanThereMayBeAreRefused() {
        List<DialRule> many = java.util.Collections.nCopies(DialConfig.MAX_RULES + 1, new DialRule("200"));
        assertThatThrownBy(() -> new DialConfig(true, BRITISH, many, Map.of(), Map.of(), DialCaps.DEFAULT))
                .hasMessageContaining("allow");
    }
}

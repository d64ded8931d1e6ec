/** The custom rule: one expression, with the names it may use and examples to start from. */

import { t } from "../../../shared/i18n.ts";
import { Chip } from "../../../shared/ui/chip.tsx";
import { TextField } from "../../../shared/ui/field.tsx";
import { Icon } from "../../../shared/ui/icon.tsx";

const NAMES = [
  "price",
  "name",
  "tags",
  "category",
  "currency",
  "sales",
  "codes",
  "versions",
  "published",
  "type",
] as const;

const EXAMPLES = [
  { id: "popular", text: "price * 1.2 if sales > 50 else price" },
  { id: "tag", text: 'price + 5 if "bundle" in tags else price' },
  { id: "floor", text: "max(price * 0.8, 5)" },
] as const;

interface RuleFieldProps {
  value: string;
  error: string | undefined;
  onInput: (value: string) => void;
}

export function RuleField({ value, error, onInput }: RuleFieldProps) {
  return (
    <div class="stack tight">
      <TextField
        code
        lines={2}
        label={t("field_expression")}
        value={value}
        error={error}
        placeholder="price * 1.1"
        testid="field-expression"
        onInput={onInput}
      />
      <div class="chips">
        {EXAMPLES.map((example) => (
          <Chip key={example.id} testid={`rule-example-${example.id}`} onClick={() => onInput(example.text)}>
            {t(`rule_example_${example.id}`)}
          </Chip>
        ))}
      </div>
      <details class="more">
        <summary>
          {t("rule_help")} <Icon name="down" size={12} />
        </summary>
        <div class="stack">
          <dl class="names">
            {NAMES.map((name) => (
              <>
                <dt key={name}>{name}</dt>
                <dd key={`${name}-text`} class="muted">
                  {t(`rule_name_${name}`)}
                </dd>
              </>
            ))}
          </dl>
          <p class="muted small">{t("rule_help_text")}</p>
        </div>
      </details>
    </div>
  );
}

"""Rights: trademarks, designs and other industrial property as a procedure, from filing to grant or refusal."""

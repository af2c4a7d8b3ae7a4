import { runtimeError } from "./errors.ts";
import { add, compare, equals, isTrue, toNumber, type Value } from "./value.ts";

const arithmetic =
  (calculate: (left: number, right: number) => number) =>
  (left: Value, right: Value): Value =>
    calculate(toNumber(left), toNumber(right));

const division = (calculate: (left: number, right: number) => number) =>
  arithmetic((left, right) => {
    if (right === 0) throw runtimeError("Division by zero");
    return calculate(left, right);
  });

/** Operators between two values. VKScript has no `===`, and no assignment but `=`. */
export const binaryOperators: Readonly<Record<string, (left: Value, right: Value) => Value>> = {
  "+": add,
  "-": arithmetic((left, right) => left - right),
  "*": arithmetic((left, right) => left * right),
  "/": division((left, right) => left / right),
  "%": division((left, right) => left % right),
  "&": arithmetic((left, right) => left & right),
  "|": arithmetic((left, right) => left | right),
  "<<": arithmetic((left, right) => left << right),
  ">>": arithmetic((left, right) => left >> right),
  "==": equals,
  "!=": (left, right) => !equals(left, right),
  "<": (left, right) => compare(left, right) < 0,
  ">": (left, right) => compare(left, right) > 0,
  "<=": (left, right) => compare(left, right) <= 0,
  ">=": (left, right) => compare(left, right) >= 0,
};

/** Operators before a value. */
export const unaryOperators: Readonly<Record<string, (operand: Value) => Value>> = {
  "!": operand => !isTrue(operand),
  "-": operand => -toNumber(operand),
  "~": operand => ~toNumber(operand),
};

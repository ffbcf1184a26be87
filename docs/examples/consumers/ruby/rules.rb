# frozen_string_literal: true

require_relative 'contract'

module Contract
  # The language of rules.json.
  module Rules
    module_function

    def truth?(value) = !value.nil? && value != false

    def number(value)
      value.is_a?(String) ? BigDecimal(value) : value.is_a?(Integer) ? BigDecimal(value) : value
    rescue ArgumentError
      nil
    end

    def at(path, data)
      path.to_s.split('.').reduce(data) do |value, name|
        case value
        when Hash then value[name]
        when Array then name.match?(/\A\d+\z/) ? value[name.to_i] : nil
        end
      end
    end

    def evaluate(expression, data)
      return expression.map { |element| evaluate(element, data) } if expression.is_a?(Array)
      return expression unless expression.is_a?(Hash)

      operator, arguments = expression.first
      arguments = [arguments] unless arguments.is_a?(Array)
      case operator
      when 'and', 'or' then decide(operator, arguments, data)
      when 'if' then evaluate(truth?(evaluate(arguments[0], data)) ? arguments[1] : arguments[2], data)
      when 'some' then (evaluate(arguments[0], data) || []).any? { |element| truth?(evaluate(arguments[1], element)) }
      when 'reduce'
        (evaluate(arguments[0], data) || []).reduce(evaluate(arguments[2], data)) do |accumulator, current|
          evaluate(arguments[1], { 'current' => current, 'accumulator' => accumulator })
        end
      else apply(operator, arguments.map { |argument| evaluate(argument, data) }, data)
      end
    end

    def decide(operator, arguments, data)
      last = nil
      arguments.each do |argument|
        last = evaluate(argument, data)
        return last if truth?(last) == (operator == 'or')
      end
      last
    end

    def apply(operator, values, data)
      case operator
      when 'var' then at(values[0], data)
      when '==' then values[0] == values[1]
      when '!=' then values[0] != values[1]
      when '!' then !truth?(values[0])
      when 'in' then values[1].is_a?(Array) && values[1].include?(values[0])
      when 'cat' then values.join
      when 'decimal' then number(values[0])
      when '<', '<=', '>', '>=', '+', '-', '*' then calculate(operator, values.map { |value| number(value) })
      else raise "unknown operator #{operator}"
      end
    end

    def calculate(operator, numbers)
      return %w[+ - *].include?(operator) ? nil : false if numbers.any?(&:nil?)

      %w[+ - *].include?(operator) ? numbers.reduce(operator.to_sym) : numbers.each_cons(2).all? { |left, right| left.public_send(operator, right) }
    end
  end
end

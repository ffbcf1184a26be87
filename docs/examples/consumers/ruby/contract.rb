# frozen_string_literal: true

# What the contract's files define: the schemas, the language of the rules, and the digests.
require 'date'
require 'digest'
require_relative 'json'

module Contract
  class << self
    attr_accessor :folder

    # Returns a file of the contract.
    def load(name)
      (@files ||= {})[name] ||= Json.parse(File.read(File.join(folder, name), encoding: 'UTF-8'))
    end

    def sha256(text) = Digest::SHA256.hexdigest(text)
  end

  # JSON Schema, the keywords that the contract uses.
  module Schema
    TYPES = { 'object' => Hash, 'array' => Array, 'string' => String, 'null' => NilClass }.freeze

    module_function

    def valid?(value, schema)
      return schema if schema == true || schema == false

      schema.all? { |keyword, limit| holds?(keyword, limit, value, schema) }
    end

    def holds?(keyword, limit, value, schema)
      case keyword
      when '$ref' then valid?(value, target(limit))
      when 'type' then Array(limit).any? { |type| type?(type, value) }
      when 'const' then value == limit
      when 'enum' then limit.include?(value)
      when 'not' then !valid?(value, limit)
      when 'oneOf' then limit.one? { |option| valid?(value, option) }
      when 'anyOf' then limit.any? { |option| valid?(value, option) }
      when 'if' then !valid?(value, limit) || valid?(value, schema.fetch('then', true))
      else of_type?(keyword, limit, value, schema)
      end
    end

    def of_type?(keyword, limit, value, schema)
      case value
      when Hash then object?(keyword, limit, value, schema)
      when Array then array?(keyword, limit, value)
      when String then text?(keyword, limit, value)
      when BigDecimal then keyword == 'minimum' ? value >= limit : keyword != 'maximum' || value <= limit
      else true
      end
    end

    def object?(keyword, limit, value, schema)
      case keyword
      when 'required' then limit.all? { |name| value.key?(name) }
      when 'properties' then limit.all? { |name, member| !value.key?(name) || valid?(value[name], member) }
      when 'additionalProperties' then (value.keys - schema.fetch('properties', {}).keys).all? { |name| valid?(value[name], limit) }
      when 'minProperties' then value.size >= limit
      when 'maxProperties' then value.size <= limit
      else true
      end
    end

    def array?(keyword, limit, value)
      case keyword
      when 'items' then value.all? { |element| valid?(element, limit) }
      when 'minItems' then value.size >= limit
      when 'maxItems' then value.size <= limit
      when 'uniqueItems' then value.uniq.size == value.size
      else true
      end
    end

    def text?(keyword, limit, value)
      case keyword
      when 'minLength' then value.length >= limit
      when 'maxLength' then value.length <= limit
      when 'pattern' then value.match?(Regexp.new(limit.gsub('^', '\\A').gsub('[\\A', '[^'))) # Ruby's own ^ begins each line
      when 'format' then limit == 'date' ? date?(value) : limit != 'date-time' || time?(value)
      else true
      end
    end

    def type?(type, value)
      case type
      when 'integer' then value.is_a?(BigDecimal) && value.frac.zero?
      when 'number' then value.is_a?(BigDecimal)
      when 'boolean' then [true, false].include?(value)
      else value.is_a?(TYPES.fetch(type))
      end
    end

    def target(reference)
      file, path = reference.split('#')
      path.to_s.split('/').reject(&:empty?).reduce(Contract.load("schemas/#{file}")) { |schema, name| schema[name] }
    end

    def date?(text) = text.match?(/\A\d{4}-\d\d-\d\d/) && Date.valid_date?(*text[0, 10].split('-').map(&:to_i))

    def time?(text)
      parts = text.match(/\A\d{4}-\d\d-\d\dT(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-](\d\d):(\d\d))\z/) or return false
      date?(text) && parts[1].to_i < 24 && parts[2].to_i < 60 && parts[3].to_i < 60 && parts[6].to_i < 24 && parts[7].to_i < 60
    end
  end
end

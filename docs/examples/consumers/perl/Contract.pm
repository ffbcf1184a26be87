# The files of the contract, JSON, JSON Schema, JsonLogic and signatures: what a client in Perl needs beside Perl.
package Contract;
use v5.26;
use warnings;
use feature 'signatures';
no warnings qw(experimental::signatures recursion);
use Digest::SHA qw(sha256 sha256_hex);
use Encode qw(decode encode_utf8);
use Exporter 'import';
use MIME::Base64 qw(decode_base64url encode_base64url);
use Math::BigFloat;
our @EXPORT = qw($TRUE $FALSE is text bool parse canonical digest slurp load valid number same truth evaluate thumbprint signer);
our $SIGNATURES = eval { require Crypt::PK::Ed25519 };    # of the package CryptX, the only one that is not a part of Perl
our $folder;
package Contract::Number { use overload '""' => sub { ${$_[0]} }, fallback => 1 }    # a JSON number keeps its text
package Contract::Flag { use overload 'bool' => sub { ${$_[0]} }, '""' => sub { ${$_[0]} ? 'true' : 'false' }, fallback => 1 }
our ($TRUE, $FALSE) = map { my $flag = $_; bless \$flag, 'Contract::Flag' } 1, 0;
sub is ($v, $class) { return ref $v eq $class }
sub text ($v) { return defined $v && !ref $v }
sub bool ($v) { return $v ? $TRUE : $FALSE }
# Strict JSON: no name twice, no NUL, no unpaired surrogate, nothing after the end.
sub parse ($text) {
    my $value = value(\$text);
    die "text after the end\n" unless $text =~ /\G[ \t\r\n]*\z/;
    return $value;
}
sub value ($t) {
    $$t =~ /\G[ \t\r\n]*/gc;
    if ($$t =~ /\G([\[{])/gc) {
        my ($list, %map, @list) = ($1 eq '[');
        for (my $end = $list ? qr/\G[ \t\r\n]*\]/ : qr/\G[ \t\r\n]*\}/, my $first = 1; $$t !~ /$end/gc; $first = 0) {
            die "no comma\n" unless $first || $$t =~ /\G[ \t\r\n]*,/gc;
            my $item = value($t);
            push(@list, $item), next if $list;
            die "no name, or a name twice\n" if !text($item) || exists $map{$item} || $$t !~ /\G[ \t\r\n]*:/gc;
            $map{$item} = value($t);
        }
        return $list ? \@list : \%map;
    }
    if ($$t =~ /\G"((?:[^"\\\x00-\x1f]|\\(?:["\\\/bfnrt]|u[0-9A-Fa-f]{4}))*+)"/gc) {
        my ($s, %c) = ($1, b => "\b", f => "\f", n => "\n", r => "\r", t => "\t");
        $s =~ s{\\u(d[89ab]..)\\u(d[c-f]..)|\\u(....)|\\(.)}
               {$1 ? chr(0x10000 + ((hex($1) - 0xd800) << 10) + hex($2) - 0xdc00) : $3 ? $3 =~ /^d[89a-f]/i ? "\0" : chr hex $3 : $c{$4} // $4}gisex;
        return $s =~ /[\x00\x{d800}-\x{dfff}]/ ? die "NUL or a surrogate\n" : $s;
    }
    return bless \(my $number = $1), 'Contract::Number' if $$t =~ /\G(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)/gc;
    return $1 eq 'true' ? $TRUE : $1 eq 'false' ? $FALSE : undef if $$t =~ /\G(true|false|null)/gc;
    die "no JSON\n";
}
sub canonical ($v) {    # RFC 8785; the contract has no numbers but integers, and no names beyond ASCII
    return !defined $v ? 'null' : is($v, 'Contract::Number') ? Math::BigFloat->new("$v")->bstr : "$v" if !text($v) && !is($v, 'HASH') && !is($v, 'ARRAY');
    return '{' . join(',', map { canonical($_) . ':' . canonical($v->{$_}) } sort keys %$v) . '}' if is($v, 'HASH');
    return '[' . join(',', map { canonical($_) } @$v) . ']' if is($v, 'ARRAY');
    my %c = ("\b" => '\b', "\t" => '\t', "\n" => '\n', "\f" => '\f', "\r" => '\r', '"' => '\"', '\\' => '\\\\');
    return '"' . ($v =~ s/([\x00-\x1f"\\])/$c{$1} \/\/ sprintf('\\u%04x', ord $1)/ger) . '"';
}
sub digest ($text) { return sha256_hex(encode_utf8($text)) }
sub slurp ($file) { open my $in, '<:raw', $file or die "$file: $!\n"; local $/; return decode('UTF-8', <$in>, Encode::FB_CROAK) }
my %files;
sub load ($name) { return $files{$name} //= parse(slurp("$folder/$name")) }
sub possible ($time) {    # the date, and the time of day with its offset
    my ($y, $m, $d) = $time =~ /^(\d{4})-(\d\d)-(\d\d)(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d[^+-]*([+-]([01]\d|2[0-3]):[0-5]\d)?)?\z/ or return 0;
    my @days = (31, $y % 4 || !($y % 100) && $y % 400 ? 28 : 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);
    return $m >= 1 && $m <= 12 && $d >= 1 && $d <= $days[$m - 1];
}
sub within ($s, $least, $size, $most) { return !(defined $s->{$least} && $size < "$s->{$least}" || defined $s->{$most} && $size > "$s->{$most}") }
# Validates the keywords of JSON Schema that the contract uses.
sub valid ($s, $v) {
    return $s ? 1 : 0 unless is($s, 'HASH');
    my ($file, $path) = split /#\//, $s->{'$ref'} // '';
    return 0 if $file && !valid(look(load("schemas/$file"), ($path // '') =~ tr{/}{.}r), $v);
    my %kind = (object => is($v, 'HASH'), array => is($v, 'ARRAY'), string => text($v), null => !defined $v, boolean => is($v, 'Contract::Flag'),
        integer => is($v, 'Contract::Number') && Math::BigFloat->new("$v")->is_int);
    return 0 if $s->{type} && !grep { $kind{$_} } ref $s->{type} ? @{$s->{type}} : $s->{type};
    return 0 if exists $s->{const} && !same($s->{const}, $v) || $s->{enum} && !grep { same($_, $v) } @{$s->{enum}};
    return 0 if text($v) && (!within($s, 'minLength', length $v, 'maxLength') || defined $s->{pattern} && $v !~ /$s->{pattern}/);
    return 0 if text($v) && ($s->{format} // '') =~ /^date/ && !possible($v);
    return 0 if is($v, 'Contract::Number') && !within($s, 'minimum', Math::BigFloat->new("$v"), 'maximum');
    if (is($v, 'ARRAY')) {
        my %seen;
        return 0 if !within($s, 'minItems', scalar @$v, 'maxItems') || $s->{uniqueItems} && grep { $seen{canonical($_)}++ } @$v;
        return 0 if defined $s->{items} && grep { !valid($s->{items}, $_) } @$v;
    }
    if (is($v, 'HASH')) {
        return 0 if !within($s, 'minProperties', scalar keys %$v, 'maxProperties') || grep { !exists $v->{$_} } @{$s->{required} // []};
        return 0 if grep { !valid($s->{properties}{$_} // $s->{additionalProperties} // $TRUE, $v->{$_}) } keys %$v;
    }
    return !(is($s->{if}, 'HASH') && valid($s->{if}, $v) && !valid($s->{then}, $v));
}
sub number ($v) { return text($v) || is($v, 'Contract::Number') || is($v, 'Math::BigFloat') ? Math::BigFloat->new("$v") : undef }
sub numeric ($v) { return is($v, 'Contract::Number') || is($v, 'Math::BigFloat') }
sub same ($one, $other) {
    return defined $one == defined $other unless defined $one && defined $other;
    return number($one) == number($other) if numeric($one) && numeric($other);
    return ref $one eq ref $other && canonical($one) eq canonical($other);
}
sub truth ($v) { return is($v, 'Contract::Flag') ? !!$v : defined $v }
sub look ($data, $path) {    # a dotted path; null where something is missing
    $data = is($data, 'HASH') ? $data->{$_} : is($data, 'ARRAY') && /^\d+$/ ? $data->[$_] : undef for split /\./, $path;
    return $data;
}
my %COMPARE = ('<' => sub { $_[0] < $_[1] }, '<=' => sub { $_[0] <= $_[1] }, '>' => sub { $_[0] > $_[1] }, '>=' => sub { $_[0] >= $_[1] });
my %COMPUTE = ('+' => sub { $_[0] + $_[1] }, '-' => sub { $_[0] - $_[1] }, '*' => sub { $_[0] * $_[1] }, decimal => sub { $_[0] });
sub evaluate ($logic, $data) {    # JsonLogic
    return $logic unless is($logic, 'HASH');
    my ($op, $args) = %$logic;
    my @a = is($args, 'ARRAY') ? @$args : ($args);
    if ($op eq 'and' || $op eq 'or') { for (@a) { return bool($op eq 'or') if truth(evaluate($_, $data)) == ($op eq 'or') } return bool($op eq 'and') }
    return evaluate($a[truth(evaluate($a[0], $data)) ? 1 : 2], $data) if $op eq 'if';
    return bool(scalar grep { truth(evaluate($a[1], $_)) } @{evaluate($a[0], $data) // []}) if $op eq 'some';
    if ($op eq 'reduce') { my $sum = $a[2]; $sum = evaluate($a[1], {current => $_, accumulator => $sum}) for @{evaluate($a[0], $data) // []}; return $sum }
    @a = map { scalar evaluate($_, $data) } @a;
    return look($data, $a[0]) if $op eq 'var';
    return join '', map { $_ // '' } @a if $op eq 'cat';
    return bool(!truth($a[0])) if $op eq '!';
    return bool(same(@a) == ($op eq '==')) if $op eq '==' || $op eq '!=';
    return bool(is($a[1], 'ARRAY') && scalar grep { same($_, $a[0]) } @{$a[1]}) if $op eq 'in';
    my @n = map { number($_) } @a;
    return $COMPUTE{$op} ? undef : $FALSE if grep { !defined } @n;
    return $COMPUTE{$op} ? $COMPUTE{$op}->(@n) : bool($COMPARE{$op}->(@n));
}
sub thumbprint ($x) { return encode_base64url(sha256(qq({"crv":"Ed25519","kty":"OKP","x":"$x"}))) }    # RFC 7638
# Verifies a detached JWS (RFC 7797) over the exact bytes of the body; returns the thumbprint of its key, or nothing.
sub signer ($body, $signature) {
    return eval {
        my ($head, $value) = $signature =~ /^([\w-]+)\.\.([\w-]{86})\z/a or die "no detached JWS\n";
        die "too long\n" if length $signature > 2000;
        my $h = parse(decode('UTF-8', decode_base64url($head), Encode::FB_CROAK));
        my $kid = thumbprint($h->{jwk}{x} // die "no key\n");
        die "header\n" unless $h->{alg} eq 'EdDSA' && is($h->{b64}, 'Contract::Flag') && !$h->{b64} && canonical($h->{crit}) eq '["b64"]' && $h->{kid} eq $kid;
        die "no key\n" unless $h->{jwk}{kty} eq 'OKP' && $h->{jwk}{crv} eq 'Ed25519';
        for ($head, $value, $h->{jwk}{x}) { die "spelling\n" unless encode_base64url(decode_base64url($_)) eq $_ }
        my $key = Crypt::PK::Ed25519->new->import_key_raw(decode_base64url($h->{jwk}{x}), 'public');
        $key->verify_message(decode_base64url($value), encode_utf8("$head.$body")) ? $kid : undef;
    };
}
1;
